import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { addSigningKey, parseSigningKeys } from '@hearthgate/gateway/administration';
import { AGENCIES, type AgencyName } from '@hearthgate/schema';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { expectedStudents, importLianhe } from './lianhe.ts';
import { startSystem, type SystemUnderTest } from './start-system.ts';

let system: SystemUnderTest;
beforeAll(async () => {
  system = await startSystem(inject('postgresUrl'));
  await importLianhe(system);
});
afterAll(() => system[Symbol.asyncDispose]());
beforeEach(() => {
  for (const tap of Object.values(system.taps)) tap.asked.length = 0;
});

const school = { role: 'SCHOOL_AID_OFFICE', location: '3499107001', purpose: 'AID_ELIGIBILITY' };
const center = { role: 'AID_CENTER', location: '990108', purpose: 'AID_ELIGIBILITY' };
const answered = Object.entries(expectedStudents)
  .filter(([, { outcome, school: of }]) => outcome === 'ANSWERED' && of === school.location)
  .map(([number]) => number);

interface Claims {
  aud: string;
  iss: string;
  purpose: string;
  fields: string[];
  policy_hash: string;
  roll?: object;
  requesters: {
    txn: string;
    client: string;
    role: string;
    document: string;
    mask: string;
    refCount: number;
  }[];
}

const tokensOf = (agency: AgencyName): Claims[] =>
  system.taps[agency].asked.map(({ authorization = '' }) =>
    decodeJwt<Claims>(authorization.slice('Bearer '.length)),
  );

async function ask(selection: string, claims = school, numbers = answered.slice(0, 5)): Promise<string> {
  const query = `query Q($numbers: [StudentNumber!]!) { householdStatuses(studentNumbers: $numbers) { ... on HouseholdStatus { ${selection} } } }`;
  const { status, text } = await system.ask(claims, { query, variables: { numbers } });
  expect(status, text).toBe(200);
  return text;
}

async function accessRecords(agency: AgencyName): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: system.databaseUrl(agency, 'owner') });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>('select * from access.record')).rows;
  } finally {
    await client.end();
  }
}

describe('what a call carries', () => {
  test.each([
    ['disability { answer }', { disability: ['disability'] }, ['student.disabilityRef']],
    [
      'povertyRegistry { answer }',
      { 'poverty-registry': ['povertyRegistry'] },
      ['student.povertyRegistryRef', 'guardians.povertyRegistryRef'],
    ],
    ['enrollment { answer }', {}, []],
  ])('%s: the fields of the plan, each token for its agency alone', async (selection, fields, refs) => {
    await ask(selection);
    const carried = AGENCIES.flatMap((agency) => tokensOf(agency).map((claims) => [agency, claims] as const));
    expect(Object.fromEntries(carried.map(([agency, claims]) => [agency, claims.fields]))).toEqual({
      enrollment: ['enrolledStudents', 'stages', ...refs],
      ...fields,
    });
    for (const [agency, claims] of carried) {
      expect(claims).toMatchObject({
        iss: system.url,
        aud: system.taps[agency].url,
        purpose: 'AID_ELIGIBILITY',
      });
      expect(claims.roll).toEqual(agency === 'enrollment' ? { schoolCode: '3499107001' } : undefined);
    }
  });

  test('a request has another txn at each agency, by which two cannot join their records; the next has others', async () => {
    await ask('complete');
    const txnsOf = (agency: AgencyName): string[] =>
      tokensOf(agency).flatMap(({ requesters }) => requesters.map(({ txn }) => txn));
    const first = AGENCIES.flatMap(txnsOf);
    expect(first).toHaveLength(5);
    expect(new Set(first).size).toBe(5);
    for (const agency of AGENCIES) {
      const records = (await accessRecords(agency)).filter(({ txn }) => txn === txnsOf(agency)[0]);
      expect(records, agency).toMatchObject([
        { client: 'test-client', purpose: 'AID_ELIGIBILITY', legal_basis: 'TEST' },
      ]);
      if (agency === 'enrollment')
        expect(records[0]?.['student_numbers']).toEqual(answered.slice(0, 5).sort());
      else expect(records[0]?.['refs']).toHaveLength(tokensOf(agency)[0]!.requesters[0]!.refCount);
    }
    await ask('complete');
    expect(new Set(AGENCIES.flatMap(txnsOf)).size).toBe(10);
  });

  test("the client's token goes no further, and no token repeats a number or a ref", async () => {
    await ask('complete');
    for (const agency of AGENCIES) {
      for (const { authorization = '', variables } of system.taps[agency].asked) {
        expect(decodeProtectedHeader(authorization.slice(7))).toMatchObject({
          alg: 'ES256',
          typ: 'txntoken+jwt',
        });
        const claims = JSON.stringify(decodeJwt(authorization.slice(7)));
        for (const value of Object.values(variables)
          .flat()
          .filter((one) => typeof one === 'string')) {
          expect(claims).not.toContain(value);
        }
      }
    }
  });

  test('many questions of one request, of several kinds, are each covered', async () => {
    const [one, two, three] = answered as [string, string, string];
    const query = `query Q($a: [StudentNumber!]!, $b: StudentNumber!) {
      a: householdStatuses(studentNumbers: $a) { ... on HouseholdStatus { disability { answer } } }
      b: householdStatus(studentNumber: $b) { ... on HouseholdStatus { povertyRegistry { answer } } }
      again: householdStatus(studentNumber: "${two}") { ... on HouseholdStatus { complete specialGroups } }
      registers { agency asOf } }`;
    const { status, text } = await system.ask(center, { query, variables: { a: [one, two, one], b: three } });
    expect(status).toBe(200);
    expect(text).not.toContain('UNKNOWN');
    expect((JSON.parse(text) as { data: { registers: object[] } }).data.registers).toHaveLength(5);
    expect(tokensOf('enrollment')).toContainEqual(
      expect.objectContaining({ roll: { divisionCode: '990108' } }),
    );
  });
});

test('keys rotate twice under continuous requests, and no agency refuses one', async () => {
  const kids = new Set<unknown>();
  const refusals: unknown[] = [];
  let answers = 0;
  const kidOf = (authorization = ''): unknown =>
    decodeProtectedHeader(authorization.slice('Bearer '.length)).kid;
  let rotations = 0;
  let askedUnderLast = 0;
  const rotate = (): void => {
    const keys = addSigningKey(parseSigningKeys(readFileSync(system.signingKeysFile, 'utf8')), new Date());
    writeFileSync(`${system.signingKeysFile}.new`, JSON.stringify(keys));
    renameSync(`${system.signingKeysFile}.new`, system.signingKeysFile);
    rotations += 1;
  };
  const published = async (): Promise<{ kid: string; d?: string }[]> =>
    ((await (await fetch(`${system.url}/.well-known/jwks.json`)).json()) as { keys: { kid: string }[] }).keys;
  rotate();
  const deadline = Date.now() + 25_000;
  while (askedUnderLast < 50 && Date.now() < deadline) {
    await Promise.all([1, 2, 3].map((n) => ask('complete', school, answered.slice(n, n + 2))));
    for (const tap of Object.values(system.taps)) {
      for (const { authorization, status } of tap.asked) {
        kids.add(kidOf(authorization));
        // Without a status an answer is late, which a busy machine may be to blame for.
        if (status === 200) answers += 1;
        else if (status !== undefined) refusals.push(status);
      }
      tap.asked.length = 0;
    }
    const keys = await published();
    expect(keys.every(({ d }) => d === undefined)).toBe(true);
    for (const kid of kids) expect(keys.map((key) => key.kid)).toContain(kid);
    if (kids.size === 2 && rotations === 1) rotate();
    if (kids.size === 3) askedUnderLast += 1;
  }
  expect({ refusals, keys: kids.size, askedUnderLast }).toEqual({
    refusals: [],
    keys: 3,
    askedUnderLast: 50,
  });
  expect(answers).toBeGreaterThan(500);
});

test.each(AGENCIES)('%s refuses who comes without a token', async (agency) => {
  const response = await fetch(`${system.taps[agency].url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ __typename }' }),
  });
  expect(response.status).toBe(401);
});
