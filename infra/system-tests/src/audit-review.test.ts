import { withClient } from '@hearthgate/database';
import { checkProof, openCheckpoint, parseVerifierKey } from '@hearthgate/audit-log/proofs';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { school } from './ask-statuses.ts';
import { expectedStudents, importLianhe } from './lianhe.ts';
import { startSystem, type SystemUnderTest } from './start-system.ts';

const officer = { client: 'officer', role: 'PRIVACY_OFFICER', location: '*', purpose: 'AUDIT_REVIEW' };
const own = Object.entries(expectedStudents)
  .filter(([, { school: of, outcome }]) => of === school.location && outcome === 'ANSWERED')
  .map(([number]) => number);

let system: SystemUnderTest;
beforeAll(async () => {
  system = await startSystem(inject('postgresUrl'));
  await importLianhe(system);
  await system.gatewayDatabase.registerClient({ id: 'officer', role: 'PRIVACY_OFFICER' });
  for (const selection of ['orphan { answer }', 'disability { answer } complete']) {
    const query = `query ($n: [StudentNumber!]!) {
      householdStatuses(studentNumbers: $n) { ... on HouseholdStatus { ${selection} } } }`;
    await system.ask(school, { query, variables: { n: own.slice(0, 3) } });
  }
  await system.ask({ ...school, purpose: 'STATISTICS' }, { query: '{ registers { agency } }' });
});
afterAll(() => system[Symbol.asyncDispose]());

interface Reviewed {
  readonly status: number;
  readonly text: string;
  readonly body: {
    readonly data: Readonly<Record<string, never>> | undefined;
    readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
    readonly extensions?: { readonly receipt: { readonly index: number } };
  };
}

async function review(
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  claims: typeof officer = officer,
): Promise<Reviewed> {
  const response = await fetch(`${system.url}/audit/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await system.issuer.sign(claims)}`,
    },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text) as Reviewed['body'] };
}

interface Entry {
  readonly index: number;
  readonly leaf: string;
  readonly outcome: string;
  readonly kind: string;
  readonly client: string;
}

const searched = async (filter: Readonly<Record<string, string>>): Promise<Entry[]> => {
  const { body, text } = await review(
    'query ($f: AuditFilter) { search(filter: $f) { entries { index leaf outcome kind client } next } }',
    { f: filter },
  );
  expect(body.errors, text).toBeUndefined();
  return (body.data as unknown as { search: { entries: Entry[] } }).search.entries;
};

describe('searching', () => {
  test.each([
    [{ client: 'test-client' }, 3],
    [{ school: '3499107001' }, 3],
    [{ purpose: 'STATISTICS' }, 1],
    [{ outcome: 'PURPOSE_NOT_PERMITTED' }, 1],
    [{ field: 'disability' }, 1],
    [{ client: 'test-client', field: 'orphan' }, 1],
    [{ client: 'nobody' }, 0],
    [{ client: 'test-client', to: '2020-01-01T00:00:00Z' }, 0],
    [{ client: 'test-client', from: '2020-01-01T00:00:00+08:00' }, 3],
  ])('%j finds %i', async (filter, count) => {
    expect(await searched(filter)).toHaveLength(count);
  });

  test('is itself a leaf, with its filter, and bears its receipt', async () => {
    const { body } = await review(
      '{ search(filter: { client: "test-client" }, first: 2) { entries { index } next } }',
    );
    const found = (await system.auditLog.leaves()).find(
      ({ index }) => index === body.extensions?.receipt.index,
    );
    expect(found?.leaf).toMatchObject({
      kind: 'REVIEW',
      client: 'officer',
      purpose: 'AUDIT_REVIEW',
      operations: ['search'],
      filter: { client: 'test-client' },
      results: 2,
    });
  });

  test('goes through pages without losing or repeating a leaf', async () => {
    const seen: number[] = [];
    let after: string | null = null;
    do {
      const { body } = await review(
        'query ($a: String) { export(first: 2, after: $a, filter: { client: "test-client" }) { entries { index } next } }',
        { a: after },
      );
      const page = body.data as unknown as { export: { entries: Entry[]; next: string | null } };
      seen.push(...page.export.entries.map(({ index }) => index));
      after = page.export.next;
    } while (after !== null);
    const leaves = await system.auditLog.leaves();
    expect(seen).toEqual(
      leaves.filter(({ leaf }) => leaf['client'] === 'test-client').map(({ index }) => index),
    );
  });
});

describe('who asked about a student', () => {
  const query = `query ($n: StudentNumber!, $r: String!) {
    whoSaw(studentNumber: $n, reason: $r) { erasedKeyVersions accesses { disclosed entry { kind client } } } }`;

  test('is found by the number, with what was disclosed, and that it was looked up is found too', async () => {
    const reason = 'complaint 2026-117';
    const { body } = await review(query, { n: own[0], r: reason });
    expect(body.data).toEqual({
      whoSaw: {
        erasedKeyVersions: 0,
        accesses: [
          { disclosed: ['complete', 'disability'], entry: { kind: 'REQUEST', client: 'test-client' } },
          { disclosed: ['orphan'], entry: { kind: 'REQUEST', client: 'test-client' } },
        ],
      },
    });
    const logged = (await system.auditLog.leaves()).at(body.extensions!.receipt.index)!;
    expect(logged.leaf).toMatchObject({ kind: 'REVIEW', operations: ['whoSaw'], reason, results: 2 });
    expect(logged.leaf['subjects']).toHaveLength(1);
    const again = await review(query, { n: own[0], r: reason });
    expect(again.text).toContain('"entry":{"kind":"REVIEW","client":"officer"}');
  });

  test('a student whom nobody asked about has no entry', async () => {
    const { body } = await review(query, { n: own[9], r: 'complaint 2026-118' });
    expect(body.data).toEqual({ whoSaw: { erasedKeyVersions: 0, accesses: [] } });
  });

  test.each([
    ['none', '  '],
    ['a student number', `about ${own[0]!}`],
    ['an ID number with blanks', '990108 2010 0705 3962'],
    ['a telephone number', 'called from 138-0013-8000'],
  ])('a reason that is %s is refused, and not repeated', async (_name, reason) => {
    const { status, body, text } = await review(query, { n: own[0], r: reason });
    expect(status).toBe(400);
    expect(body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    if (reason.trim() !== '') expect(text).not.toContain(reason);
    const logged = JSON.stringify((await system.auditLog.leaves()).at(-1)?.leaf);
    expect(logged).toContain('"outcome":"BAD_USER_INPUT"');
    if (reason.trim() !== '') expect(logged).not.toContain(reason);
  });
});

describe('who may not', () => {
  const valid = '{ search { entries { index } } }';
  test('an officer may', async () => {
    expect((await review(valid)).status).toBe(200);
  });

  test.each([
    ["a school's client, for its own purpose", { ...school, client: 'test-client' }],
    ["a school's client, for a review", { ...school, client: 'test-client', purpose: 'AUDIT_REVIEW' }],
    ['an officer, for another purpose', { ...officer, purpose: 'AID_ELIGIBILITY' }],
    [
      "an agency's operator",
      { ...officer, role: 'AGENCY_OPERATOR', location: 'orphans', purpose: 'REGISTER_OPERATION' },
    ],
  ])('%s: PURPOSE_NOT_PERMITTED, which is logged', async (_name, claims) => {
    const { status, body } = await review(valid, {}, claims);
    expect(status).toBe(403);
    expect(body.errors?.[0]?.extensions.code).toBe('PURPOSE_NOT_PERMITTED');
    expect((await system.auditLog.leaves()).at(body.extensions!.receipt.index)?.leaf).toMatchObject({
      kind: 'REVIEW',
      outcome: 'PURPOSE_NOT_PERMITTED',
      role: claims.role,
    });
  });

  test('an officer may not ask the agencies through the gateway', async () => {
    const { status } = await system.ask(officer, { query: '{ registers { agency } }' });
    expect(status).toBe(403);
  });

  test.each([
    '{ search { entries { index } } export { next } }',
    '{ a: search { next } b: search { next } }',
  ])('two questions at once are refused: %s', async (query) => {
    const { status, body } = await review(query);
    expect(status).toBe(400);
    expect(body.errors?.[0]?.message).toBe('ask the audit log one thing at a time');
  });

  test.each([
    ['client', own[0]!],
    ['client', `x${own[0]!.slice(1)}`],
    ['field', 'a b'],
    ['outcome', "'; drop table log.leaf; --"],
  ])('a filter by %s that is no name is refused, and not logged', async (name, value) => {
    const { status, text } = await review('query ($f: AuditFilter) { search(filter: $f) { next } }', {
      f: { [name]: value },
    });
    expect(status).toBe(400);
    expect(text).not.toContain(value);
    expect(JSON.stringify((await system.auditLog.leaves()).at(-1)?.leaf)).not.toContain(value);
  });
});

describe('what everybody can see', () => {
  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${system.url}/audit/${path}`, { headers });

  test('a checkpoint, signed by the key that is published, of the log as it is', async () => {
    const keys = (await (await get('verifier-keys')).text()).trim().split('\n').map(parseVerifierKey);
    const { size, origin } = openCheckpoint(await (await get('checkpoint')).text(), keys);
    expect(origin).toBe('test.example/audit');
    expect(size).toBeGreaterThan(0);
    expect(size).toBeLessThanOrEqual((await system.auditLog.leaves()).length);
  });

  test('tiles of hashes; entries only as a privacy officer', async () => {
    const leaves = await system.auditLog.leaves();
    const tile = await get('tile/0/000.p/3');
    expect(tile.status).toBe(200);
    expect(Buffer.from(await tile.arrayBuffer()).toString('base64')).toBe(
      Buffer.concat(leaves.slice(0, 3).map(({ leafHash }) => Buffer.from(leafHash, 'base64'))).toString(
        'base64',
      ),
    );
    expect((await get('tile/0/999')).status).toBe(404);
    expect((await get('tile/0/0000')).status).toBe(404);
    expect((await get('tile/entries/000.p/3')).status).toBe(401);
    const token = await system.issuer.sign(school);
    expect((await get('tile/entries/000.p/3', { authorization: `Bearer ${token}` })).status).toBe(403);
    const asOfficer = { authorization: `Bearer ${await system.issuer.sign(officer)}` };
    const bundle = await get('tile/entries/000.p/3', asOfficer);
    expect(bundle.status).toBe(200);
    expect(await bundle.text()).toContain('"kind":"REQUEST"');
    expect((await get('tile/entries/999', asOfficer)).status).toBe(404);
    expect((await system.auditLog.leaves()).at(-2)?.leaf).toMatchObject({
      kind: 'REVIEW',
      operations: ['entries'],
      filter: { path: 'tile/entries/000.p/3' },
    });
  });

  test('a proof that holds without the log, and for no other leaf', async () => {
    const { body } = await review('{ proof(index: 1) { proof verifierKeys entry { leaf } } }');
    const { proof, verifierKeys, entry } = (
      body.data as unknown as {
        proof: { proof: string; verifierKeys: string; entry: { leaf: string } };
      }
    ).proof;
    const verifiers = verifierKeys.trim().split('\n').map(parseVerifierKey);
    const checked = checkProof({ text: proof, leaf: Buffer.from(entry.leaf), verifiers });
    expect(checked.index).toBe(1);
    const other = Buffer.from(entry.leaf.replace('ANSWERED', 'REFUSED_'));
    expect(() => checkProof({ text: proof, leaf: other, verifiers })).toThrow('does not have this leaf');
    expect((await review('{ proof(index: 100000) { proof } }')).body.data).toEqual({ proof: null });
  });
});

test('the gateway’s roles can neither change a leaf nor read what they need not', async () => {
  const { writerUrl, readerUrl } = system.auditLog.config;
  for (const url of [writerUrl, readerUrl]) {
    await expect(withClient(url, (client) => client.query('delete from log.leaf'))).rejects.toMatchObject({
      code: '42501',
    });
  }
  await expect(
    withClient(writerUrl, (client) => client.query('select leaf from log.leaf')),
  ).rejects.toMatchObject({ code: '42501' });
});
