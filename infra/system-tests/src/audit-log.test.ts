import { randomUUID } from 'node:crypto';
import { AGENCIES } from '@hearthgate/schema';
import { freePort } from '@hearthgate/tools';
import { serveGateway } from '@hearthgate/gateway';
import { withClient } from '@hearthgate/database';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { school } from './ask-statuses.ts';
import type { LeafForTests } from './audit-log-for-tests.ts';
import { expectedStudents, importLianhe } from './lianhe.ts';
import { type HttpAnswer, startSystem, type SystemUnderTest } from './start-system.ts';

let system: SystemUnderTest;
beforeAll(async () => {
  system = await startSystem(inject('postgresUrl'));
  await importLianhe(system);
});
afterAll(() => system[Symbol.asyncDispose]());

const own = Object.entries(expectedStudents)
  .filter(([, { school: of, outcome }]) => of === school.location && outcome === 'ANSWERED')
  .map(([number]) => number);
const stranger = Object.entries(expectedStudents).find(
  ([, { school: of, outcome }]) => of === '3499107002' && outcome === 'ANSWERED',
)![0];

const askAbout = (numbers: readonly string[], selection: string, claims = school): Promise<HttpAnswer> =>
  system.ask(claims, {
    query: `query ($n: [StudentNumber!]!) {
      householdStatuses(studentNumbers: $n) { __typename ... on HouseholdStatus { ${selection} } } }`,
    variables: { n: numbers },
  });

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
  readonly extensions?: { readonly receipt: { readonly index: number; readonly leafHash: string } };
}

const parsed = ({ text }: HttpAnswer): Answer => JSON.parse(text) as Answer;

/** The leaf of an answer's receipt, which must be in the log. */
async function leafOf(answer: HttpAnswer): Promise<LeafForTests['leaf']> {
  const { extensions } = parsed(answer);
  expect(extensions?.receipt, answer.text).toBeDefined();
  const found = (await system.auditLog.leaves()).find(({ index }) => index === extensions?.receipt.index);
  expect(found?.leafHash).toBe(extensions?.receipt.leafHash);
  return found!.leaf;
}

describe('an answer', () => {
  test('is a leaf: who asked, for what, about how many, and which fields were disclosed of whom', async () => {
    const answer = await askAbout([own[0]!, stranger, own[1]!], 'orphan { answer } disability { asOf }');
    expect(answer.status).toBe(200);
    const leaf = await leafOf(answer);
    expect(leaf).toMatchObject({
      kind: 'REQUEST',
      version: 1,
      outcome: 'ANSWERED',
      httpStatus: 200,
      client: 'test-client',
      role: 'SCHOOL_AID_OFFICE',
      location: '3499107001',
      purpose: 'AID_ELIGIBILITY',
      legalBasis: 'TEST',
      assurance: 'bearer',
      fields: ['disability', 'orphan'],
    });
    for (const name of ['document', 'mask', 'policy']) expect(leaf[name]).toMatch(/^[0-9a-f]{64}$/);
    const disclosures = leaf['disclosures'] as { fields: string[]; subjects: string[] }[];
    expect(disclosures.map(({ fields, subjects }) => [fields, subjects.length])).toEqual(
      expect.arrayContaining([
        [[], 1],
        [['disability', 'orphan'], 2],
      ]),
    );
  });

  test('names the agencies that were asked by the txn of their access records, another for each', async () => {
    const leaf = await leafOf(await askAbout([own[0]!], 'complete'));
    const agencies = leaf['agencies'] as {
      agency: (typeof AGENCIES)[number];
      txn: string;
      answered: boolean;
    }[];
    expect(agencies.map(({ agency, answered }) => [agency, answered]).sort()).toEqual(
      AGENCIES.map((agency) => [agency, true]).sort(),
    );
    expect(new Set(agencies.map(({ txn }) => txn)).size).toBe(5);
    expect(leaf['txn']).toBe(agencies.find(({ agency }) => agency === 'enrollment')!.txn);
    for (const { agency, txn } of agencies) {
      const { rowCount } = await withClient(system.databaseUrl(agency, 'owner'), (owner) =>
        owner.query('select 1 from access.record where txn = $1', [txn]),
      );
      expect(rowCount, agency).toBe(1);
    }
  });

  test('says which agency did not answer', async () => {
    system.taps.orphans.state = 'breaks';
    try {
      const leaf = await leafOf(await askAbout([own[0]!], 'orphan { answer } disability { answer }'));
      const agencies = leaf['agencies'] as { agency: string; answered: boolean }[];
      expect(agencies.filter(({ answered }) => !answered).map(({ agency }) => agency)).toEqual(['orphans']);
    } finally {
      system.taps.orphans.state = 'passes';
    }
  });
});

describe('a refusal', () => {
  const about = `householdStatus(studentNumber: "${own[0]!}")`;
  const valid = { query: `{ ${about} { __typename ... on HouseholdStatus { complete } } }` };

  test.each([
    ['PURPOSE_NOT_PERMITTED', { ...school, purpose: 'STATISTICS' }, valid],
    ['FIELD_NOT_PERMITTED', { ...school, purpose: 'FEE_WAIVER' }, valid],
    ['GRAPHQL_VALIDATION_FAILED', school, { query: '{ nothing }' }],
    ['GRAPHQL_PARSE_FAILED', school, { query: '{' }],
    ['DOCUMENT_NOT_TRUSTED', school, { documentId: `sha256:${'0'.repeat(64)}` }],
    [
      'SUBJECT_LIMIT_EXCEEDED',
      school,
      {
        query: 'query ($n: [StudentNumber!]!) { householdStatuses(studentNumbers: $n) { __typename } }',
        variables: { n: Array<string>(201).fill(own[0]!) },
      },
    ],
    [
      'BAD_USER_INPUT',
      school,
      { query: 'query ($n: StudentNumber!) { householdStatus(studentNumber: $n) { __typename } }' },
    ],
  ])('%s is a leaf of that name, and bears its receipt', async (code, claims, body) => {
    const answer = await system.ask(claims, body);
    expect(parsed(answer).errors?.[0]?.extensions['code']).toBe(code);
    const leaf = await leafOf(answer);
    expect(leaf).toMatchObject({ outcome: code, httpStatus: answer.status, agencies: [] });
    const disclosures = leaf['disclosures'] as { fields: string[] }[];
    expect(disclosures.flatMap(({ fields }) => fields)).toEqual([]);
  });

  test('FIELD_NOT_PERMITTED names the fields in its leaf', async () => {
    const leaf = await leafOf(await system.ask({ ...school, purpose: 'FEE_WAIVER' }, valid));
    expect(leaf['refusedFields']).toEqual(['HouseholdStatus.complete']);
  });

  test('of a caller whose token is not good has no leaf of its own and no receipt; it is counted', async () => {
    const before = (await system.auditLog.leaves()).length;
    const port = await freePort();
    const replica = await serveGateway({ ...system.gatewayConfig, port });
    const post = (authorization: string): Promise<Response> =>
      fetch(`http://127.0.0.1:${String(port)}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: JSON.stringify(valid),
      });
    for (const authorization of ['Bearer nonsense', 'Bearer other.non.sense', 'Basic eA==']) {
      const response = await post(authorization);
      expect(response.status).toBe(401);
      expect(await response.text()).not.toContain('receipt');
    }
    await replica.close();
    const added = (await system.auditLog.leaves()).slice(before);
    expect(added.filter(({ leaf }) => leaf['kind'] === 'REFUSALS').map(({ leaf }) => leaf)).toMatchObject([
      { caller: { network: '127.0.0.1' }, counts: { UNAUTHENTICATED: 3 } },
    ]);
  });

  test('of a client above its rate is counted under its name, and has no receipt', async () => {
    await system.gatewayDatabase.registerClient({ id: 'hasty', requestsPerSecond: 1 });
    const port = await freePort();
    const replica = await serveGateway({ ...system.gatewayConfig, port });
    const token = await system.issuer.sign({ ...school, client: 'hasty' });
    const answers = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const response = await fetch(`http://127.0.0.1:${String(port)}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
          body: JSON.stringify({ query: '{ registers { agency } }' }),
        });
        return { status: response.status, text: await response.text() };
      }),
    );
    await replica.close();
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    for (const { text } of refused) expect(text).not.toContain('receipt');
    const counted = (await system.auditLog.leaves()).filter(
      ({ leaf }) => (leaf['caller'] as { client?: string } | undefined)?.client === 'hasty',
    );
    expect(counted.map(({ leaf }) => leaf['counts'])).toEqual([{ RATE_LIMITED: refused.length }]);
  });
});

describe('a log that cannot be written', () => {
  test('leaves 503 and nothing else, says so at /readyz, and is used again once it is back', async () => {
    const about = (): Promise<HttpAnswer> => askAbout([own[0]!], 'complete');
    expect((await about()).status).toBe(200);
    const before = (await system.auditLog.leaves()).length;
    await system.auditLog.whileGone(async () => {
      const [answered, refused] = await Promise.all([about(), system.ask(school, { query: '{ nothing }' })]);
      for (const { status, text, headers } of [answered, refused]) {
        expect(status).toBe(503);
        expect(headers.get('retry-after')).toBe('1');
        expect(JSON.parse(text)).toEqual({
          errors: [
            {
              message: 'the audit log cannot be written, and nothing is answered without it: try again',
              extensions: { code: 'AUDIT_UNAVAILABLE' },
            },
          ],
        });
      }
      const ready = await fetch(`${system.url}/readyz`);
      expect(ready.status).toBe(503);
      expect(await ready.json()).toMatchObject({ status: 'unavailable', auditLog: 'down', clients: 'up' });
    });
    expect((await about()).status).toBe(200);
    expect((await fetch(`${system.url}/readyz`)).status).toBe(200);
    expect((await system.auditLog.leaves()).length).toBe(before + 1);
  });
});

test('no table of the log holds a student number, an ID number or a name, whoever asked for what', async () => {
  const typed = `query { householdStatus(studentNumber: "${own[0]!}") { __typename } ${own[0]!}: registers { agency } }`;
  await system.ask(school, { query: typed });
  await system.ask(school, { query: `{ ${own[1]!} }` });
  await system.ask(school, {
    query: 'query Q($n: StudentNumber!) { householdStatus(studentNumber: $n) { __typename } }',
    operationName: own[0]!,
    variables: { n: `${own[0]!}1` },
  });
  await askAbout(own.slice(0, 20), 'complete');
  const text = await withClient(system.auditLog.config.readerUrl, async (reader) => {
    const { rows } = await reader.query<{ text: string }>(
      `select table_to_xml(t.oid::regclass, true, false, '')::text as text from pg_class t
       where t.relnamespace = 'log'::regnamespace and t.relkind in ('r', 'p') and not t.relispartition`,
    );
    const leaves = await system.auditLog.leaves();
    return rows.map((row) => row.text).join('\n') + JSON.stringify(leaves);
  });
  for (const number of [...own.slice(0, 20), stranger]) {
    expect(text).not.toContain(number);
    expect(text).not.toContain(number.slice(1));
    expect(text).not.toContain(Buffer.from(number).toString('hex'));
    expect(text).not.toContain(Buffer.from(number).toString('base64').slice(0, 20));
  }
});

test('a client that names itself as it likes in a header is still who its token says', async () => {
  const token = await system.issuer.sign(school);
  const response = await fetch(`${system.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      traceparent: `00-${randomUUID().replaceAll('-', '')}-0000000000000001-01`,
      'x-client-id': 'somebody-else',
    },
    body: JSON.stringify({ query: '{ registers { agency } }' }),
  });
  const leaf = await leafOf({ status: 200, headers: response.headers, text: await response.text() });
  expect(leaf).toMatchObject({ client: 'test-client', fields: ['registers'], disclosures: [] });
});

test('a gateway that starts says so in the log, with the policies it starts with', async () => {
  const started = async (): Promise<LeafForTests['leaf'][]> =>
    (await system.auditLog.leaves()).map(({ leaf }) => leaf).filter(({ kind }) => kind === 'START');
  const { policyHash } = (await (await fetch(`${system.url}/readyz`)).json()) as { policyHash: string };
  const before = (await started()).length;
  const replica = await serveGateway({ ...system.gatewayConfig, port: await freePort() });
  try {
    await vi.waitFor(
      async () => {
        const now = await started();
        expect(now).toHaveLength(before + 1);
        expect(now.at(-1)).toMatchObject({ policy: policyHash });
      },
      { timeout: 15_000 },
    );
  } finally {
    await replica.close();
  }
});
