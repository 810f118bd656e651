import type { AddressInfo } from 'node:net';
import type { AgencyTokenClaims } from '@hearthgate/schema';
import {
  type AgencyAnswer,
  askAgency,
  openTestAgency,
  startTestGateway,
  type TestAgency,
  type TestGateway,
  testIdNumber,
  testRequester,
} from '@hearthgate/subgraph-kit/testing';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { register } from './register.ts';
import { schools } from './schools.ts';
import { serveEnrollment } from './serve-enrollment.ts';
import { header, row } from './test-rows.ts';

type Roll = NonNullable<AgencyTokenClaims['roll']>;

const own: Roll = { schoolCode: '3499107001' };
const neighbour: Roll = { schoolCode: '3499107002' };
const county: Roll = { divisionCode: '990108' };
const numberOf = (n: number): string => `G${testIdNumber(n)}`;
const [mine, too, theirs, far, left, nobody] = [11, 12, 13, 14, 15, 16].map(numberOf) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const audience = 'https://enrollment.example';
const resources = new AsyncDisposableStack();
let gateway: TestGateway;
let database: TestAgency;
let url: string;

beforeAll(async () => {
  gateway = resources.use(await startTestGateway());
  database = resources.use(await openTestAgency({ adminUrl: inject('postgresUrl'), agency: 'enrollment' }));
  await database.importText(schools, [
    '学校标识码,学校名称,学段,所在区划代码',
    '3499107001,一中,高中,990108',
    '3499107002,二中,高中,990108',
    '3499107003,三中,高中,990109',
  ]);
  const at = (school: string, number: string, status = '在读'): string =>
    row({ school, number, id: number.slice(1), status });
  await database.importText(register, [
    header,
    at('3499107001', mine),
    at('3499107001', too),
    at('3499107002', theirs),
    at('3499107003', far),
    at('3499107001', left, '转出'),
  ]);
  const service = await serveEnrollment({
    config: {
      port: 0,
      databaseUrl: database.serviceUrl,
      operatorDatabaseUrl: database.operatorUrl,
      publicUrl: audience,
      gatewayUrl: gateway.url,
      issuer: 'https://issuer.example',
      agreementFile: 'none: what is permitted is not tried here',
      filterMaxBytes: 2 ** 20,
    },
    permits: () => ({ permitted: true }),
    agreement: {
      hash: '',
      text: '',
      inForce: true,
      rules: () => [],
      permits: () => ({ permitted: true, policies: [] }),
    },
  });
  resources.defer(() => service.close());
  url = `http://127.0.0.1:${String((service.server.address() as AddressInfo).port)}/graphql`;
});
afterAll(() => resources.disposeAsync());

interface Call {
  readonly numbers?: readonly string[];
  /** Of the token. */
  readonly roll?: Roll | undefined;
  /** Of the argument, if it is another. */
  readonly argument?: object;
  readonly selection?: string;
  readonly query?: string;
  readonly token?: object;
}

const roleOf = (roll: Roll | undefined): string =>
  roll && 'divisionCode' in roll ? 'AID_CENTER' : 'SCHOOL_AID_OFFICE';

async function call(options: Call): Promise<AgencyAnswer> {
  const { numbers = [mine], selection = 'studentNumber', token = {} } = options;
  const roll = 'roll' in options ? options.roll : own;
  const query =
    options.query ??
    `query ($roll: RollInput!, $numbers: [StudentNumber!]!) { enrolledStudents(roll: $roll, studentNumbers: $numbers) { students { ${selection} } } }`;
  const fields = ['enrolledStudents', 'stages', 'student.orphansRef', 'guardians.disabilityRef'];
  const requesters = [{ ...testRequester(numbers.length), role: roleOf(roll) }];
  const claims = gateway.claims({ audience, fields, refs: numbers }, { roll, requesters, ...token });
  const variables = { roll: options.argument ?? roll, numbers };
  return askAgency({ url, token: await gateway.sign(claims), query, variables });
}

async function expectRefused(refused: Call, code = 'NOT_COVERED', status = 403): Promise<void> {
  const records = await recordCount();
  const answer = await call(refused);
  expect(answer).toMatchObject({ status, code });
  expect(answer.data ?? null).toBeNull();
  expect(answer.text).not.toContain(mine);
  expect(await recordCount()).toBe(records);
}

async function recordCount(): Promise<number> {
  return (await database.query('select 1 from access.record')).length;
}

async function onRoll(roll: Roll, numbers: readonly string[]): Promise<boolean[]> {
  const { data } = await call({ roll, numbers });
  return (data as { enrolledStudents: { students: unknown[] } }).enrolledStudents.students.map(
    (student) => student !== null,
  );
}

describe("the token's roll bounds the SQL", () => {
  const everybody = [mine, too, theirs, far, left, nobody];
  test.each([
    ['a school sees its own roll', own, [true, true, false, false, false, false]],
    ['its neighbour the other one', neighbour, [false, false, true, false, false, false]],
    ['a county its schools', county, [true, true, true, false, false, false]],
    ['a city its counties', { divisionCode: '990100' }, [true, true, true, true, false, false]],
    ['a school that is not there, nobody', { schoolCode: '3499107009' }, everybody.map(() => false)],
    ['another county, nobody', { divisionCode: '990110' }, everybody.map(() => false)],
  ] as const)('%s', async (_name, roll, expected) => {
    expect(await onRoll(roll, everybody)).toEqual(expected);
  });

  test.each([
    ["another school's", neighbour, 'NOT_COVERED', 403],
    ['its division', county, 'NOT_COVERED', 403],
    ['the whole province', { divisionCode: '990000' }, 'NOT_COVERED', 403],
    ['none', {}, 'BAD_USER_INPUT', 400],
    ['two at once', { ...own, ...county }, 'BAD_USER_INPUT', 400],
    ['the same and an empty division', { ...own, divisionCode: null }, 'BAD_USER_INPUT', 400],
  ])('an argument that asks for another roll is refused: %s', async (_name, argument, code, status) => {
    await expectRefused({ argument }, code, status);
    expect(await call({})).toMatchObject({ status: 200, code: undefined });
  });

  test('a token without a roll covers no student', async () => {
    await expectRefused({ roll: undefined, argument: own });
  });

  test('one root field of two with another roll refuses the call', async () => {
    const query = `query ($numbers: [StudentNumber!]!) {
      enrolledStudents(roll: { schoolCode: "3499107001" }, studentNumbers: $numbers) { asOf }
      other: enrolledStudents(roll: { schoolCode: "3499107002" }, studentNumbers: []) { asOf } }`;
    await expectRefused({ query });
    expect(await call({ query: query.replace('7002', '7001') })).toMatchObject({
      status: 200,
      code: undefined,
    });
  });

  test.each([
    ['a school office with the roll of a division', { roll: county }],
    [
      'an aid center with the roll of a school',
      { requesters: [{ ...testRequester(1), role: 'AID_CENTER' }] },
    ],
    ['a province platform with any', { requesters: [{ ...testRequester(1), role: 'PROVINCE_PLATFORM' }] }],
    ['a code that is a pattern', { roll: { divisionCode: '99%' } }],
    ['an empty code', { roll: { divisionCode: '' } }],
    [
      'one requester of two whose role does not fit',
      { requesters: [testRequester(1), { ...testRequester(0), role: 'AID_CENTER' }] },
    ],
  ])('a token that contradicts itself: %s', async (_name, token) => {
    await expectRefused({ token, argument: own }, 'AGENCY_TOKEN_INVALID', 401);
  });

  test('a number that is not in the digest is refused, and so is the digest of others', async () => {
    const query = `{ enrolledStudents(roll: { schoolCode: "3499107001" }, studentNumbers: ["${too}"]) { asOf } }`;
    await expectRefused({ query });
    expect(await call({ query, numbers: [too] })).toMatchObject({ status: 200 });
  });
});

describe('pseudonyms', () => {
  const covered = 'student { orphansRef } guardians { disabilityRef }';
  test('a token gives out those that it names', async () => {
    const { data } = await call({ selection: covered });
    const ref = expect.stringMatching(/^1\./) as unknown;
    expect(data).toEqual({
      enrolledStudents: {
        students: [
          { student: { orphansRef: ref }, guardians: [{ disabilityRef: ref }, { disabilityRef: ref }] },
        ],
      },
    });
  });

  test.each([
    ["another agency's", 'student { povertyRegistryRef }'],
    ["the student's where it names the guardians'", 'student { disabilityRef }'],
    ["the guardians' where it names the student's", 'guardians { orphansRef }'],
    ['by a fragment on persons that is spread twice', 'student { ...r } guardians { ...r }'],
    ['under the alias of one that it names', 'student { orphansRef: subsistenceAllowanceRef }'],
  ])('and no other: %s', async (_name, selection) => {
    const base = `query ($roll: RollInput!, $numbers: [StudentNumber!]!) { enrolledStudents(roll: $roll, studentNumbers: $numbers) { students { ${selection} } } }`;
    const query = selection.includes('...r') ? `${base} fragment r on Person { orphansRef }` : base;
    await expectRefused({ query });
    const people = ['student', 'guardians'];
    const fields = people.flatMap((person) =>
      ['povertyRegistryRef', 'subsistenceAllowanceRef', 'disabilityRef', 'orphansRef'].map(
        (ref) => `${person}.${ref}`,
      ),
    );
    const token = { fields: ['enrolledStudents', ...fields] };
    expect(await call({ query, token })).toMatchObject({ status: 200, code: undefined });
  });

  test('stages and the register by themselves', async () => {
    await expectRefused({ selection: 'stages', token: { fields: ['enrolledStudents'] } });
    await expectRefused({ query: '{ enrollmentRegister { asOf } }', numbers: [] });
    const { data } = await call({
      query: '{ enrollmentRegister { asOf accepted rejected } }',
      numbers: [],
      token: { fields: ['enrollmentRegister'] },
    });
    expect(data).toEqual({ enrollmentRegister: { asOf: '2026-11-01', accepted: 5, rejected: 0 } });
  });
});

test('an access record for each requester, by student numbers, also of those who are not on the roll', async () => {
  const [first, second] = [crypto.randomUUID(), crypto.randomUUID()];
  const requesters = [testRequester(2, first), { ...testRequester(1, second), client: 'school-2' }];
  const query = `query ($roll: RollInput!, $one: [StudentNumber!]!, $two: [StudentNumber!]!) {
    one: enrolledStudents(roll: $roll, studentNumbers: $one) { students { stages } }
    two: enrolledStudents(roll: $roll, studentNumbers: $two) { students { studentNumber } } }`;
  const claims = gateway.claims(
    {
      audience,
      fields: ['enrolledStudents', 'stages', 'student.orphansRef'],
      refs: [nobody, mine, too],
      roll: own,
    },
    { requesters },
  );
  const variables = { roll: own, one: [nobody, mine], two: [too] };
  const { data } = await askAgency({ url, token: await gateway.sign(claims), query, variables });
  expect(data).toEqual({
    one: { students: [null, { stages: ['SENIOR'] }] },
    two: { students: [{ studentNumber: too }] },
  });
  const rows = await database.query(
    'select txn, client, purpose, legal_basis, fields, student_numbers from access.record where txn = any ($1) order by client',
    [[first, second]],
  );
  const same = {
    purpose: 'AID_ELIGIBILITY',
    legal_basis: 'STUDENT_AID',
    fields: ['enrolledStudents', 'stages'],
  };
  expect(rows).toEqual([
    { ...same, txn: first, client: 'school-1', student_numbers: [nobody, mine] },
    { ...same, txn: second, client: 'school-2', student_numbers: [too] },
  ]);
});
