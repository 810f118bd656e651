import type { AddressInfo } from 'node:net';
import { parsePersonRefs, PERSON_REF_BYTES, refsDigest } from '@hearthgate/schema';
import {
  askAgency,
  type AgencyAnswer,
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
import { father, header, mother, other, row, withoutId } from './test-rows.ts';

const audience = 'https://enrollment.example';
const county = { divisionCode: '990108' };
const own = { schoolCode: '3499107001' };
const [moved, alone, plain, far, nobody] = [21, 22, 23, 24, 25].map((n) => `G${testIdNumber(n)}`) as [
  string,
  string,
  string,
  string,
  string,
];
const resources = new AsyncDisposableStack();
let gateway: TestGateway;
let database: TestAgency;
let url: string;

beforeAll(async () => {
  gateway = resources.use(await startTestGateway());
  database = resources.use(await openTestAgency({ adminUrl: inject('postgresUrl'), agency: 'enrollment' }));
  const service = await serveEnrollment({
    config: {
      port: 0,
      databaseUrl: database.serviceUrl,
      operatorDatabaseUrl: database.operatorUrl,
      publicUrl: audience,
      gatewayUrl: gateway.url,
      issuer: 'https://issuer.example',
      agreementFile: 'none: what is permitted is not tried here',
      filterMaxBytes: 0,
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

const agencies = ['povertyRegistryRef', 'subsistenceAllowanceRef', 'disabilityRef', 'orphansRef'] as const;
const guardianAgencies = agencies.slice(0, 3);
const allFields = [
  'enrolledStudents',
  'stages',
  ...agencies.map((ref) => `student.${ref}`),
  ...guardianAgencies.map((ref) => `guardians.${ref}`),
];
const selection = `refsDigest asOf membership stageSets stages guardianCounts
  students { ${agencies.map((ref) => `${ref}s`).join(' ')} } guardians { ${guardianAgencies.map((ref) => `${ref}s`).join(' ')} }`;

interface Call {
  readonly numbers: readonly string[];
  readonly roll?: object;
  readonly asked?: string;
  readonly fields?: readonly string[];
}

async function call({ numbers, roll = county, asked, fields = allFields }: Call): Promise<AgencyAnswer> {
  const query = `query ($roll: RollInput!, $numbers: [StudentNumber!]!) { ${
    asked ?? `rollColumns(roll: $roll, studentNumbers: $numbers) { ${selection} }`
  } }`;
  const role = 'divisionCode' in roll ? 'AID_CENTER' : 'SCHOOL_AID_OFFICE';
  const requesters = [{ ...testRequester(numbers.length), role }];
  const claims = gateway.claims({ audience, fields, refs: numbers }, { roll, requesters });
  return askAgency({ url, token: await gateway.sign(claims), query, variables: { roll, numbers } });
}

interface Columns {
  readonly refsDigest: string;
  readonly asOf: string | null;
  readonly membership: number[];
  readonly stageSets: string[][];
  readonly stages: number[];
  readonly guardianCounts: number[];
  readonly students: Record<string, string>;
  readonly guardians: Record<string, string>;
}

const columnsOf = async (asked: Call): Promise<Columns> =>
  ((await call(asked)).data as { rollColumns: Columns }).rollColumns;

/** Reads single refs off the columns' texts, one person after the other. */
function refReader(columns: Record<string, string>, fields: readonly string[]): () => Record<string, string> {
  let person = 0;
  return () => {
    const at = person * PERSON_REF_BYTES;
    person += 1;
    return Object.fromEntries(
      fields.map((field) => {
        const { version, bytes } = parsePersonRefs(columns[`${field}s`] ?? '')!;
        const ref = bytes.subarray(at, at + PERSON_REF_BYTES);
        return [field, `${String(version)}.${ref.toString('base64url')}`];
      }),
    );
  };
}

/** What the columns say, as `enrolledStudents` says it. */
function studentsOf(numbers: readonly string[], columns: Columns): unknown[] {
  const nextStudent = refReader(columns.students, agencies);
  const nextGuardian = refReader(columns.guardians, guardianAgencies);
  return numbers.map((studentNumber, index) => {
    const membership = columns.membership[index];
    if (membership === 0) return null;
    return {
      studentNumber,
      stages: columns.stageSets[columns.stages[index]!],
      student: membership === 2 ? nextStudent() : null,
      guardians: Array.from({ length: columns.guardianCounts[index]! }, nextGuardian),
    };
  });
}

async function studentsByRows(numbers: readonly string[], roll: object): Promise<unknown> {
  const asked = `enrolledStudents(roll: $roll, studentNumbers: $numbers) { students { studentNumber stages
    student { ${agencies.join(' ')} } guardians { ${guardianAgencies.join(' ')} } } }`;
  const { data } = await call({ numbers, roll, asked });
  return (data as { enrolledStudents: { students: unknown } }).enrolledStudents.students;
}

test('before there is a register, nobody is said to be on the roll or off it', async () => {
  expect(await columnsOf({ numbers: [plain] })).toEqual({
    refsDigest: refsDigest([plain]),
    asOf: null,
    membership: null,
    stageSets: null,
    stages: null,
    guardianCounts: null,
    students: null,
    guardians: null,
  });
});

describe('with a register', () => {
  beforeAll(async () => {
    await database.importText(schools, [
      '学校标识码,学校名称,学段,所在区划代码',
      '3499107001,一中,高中,990108',
      '3499107002,二中,高中,990108',
      '3499107003,三中,高中,990109',
    ]);
    const of = (number: string): { number: string; id: string } => ({ number, id: number.slice(1) });
    await database.importText(register, [
      header,
      // Moved from one school of the county to another: in both, with one guardian in common.
      row({ ...of(moved), school: '3499107002', stage: '中职', guardians: [mother, other] }),
      row({ ...of(moved), guardians: [father, mother] }),
      row({ ...of(alone), guardians: ['', ''], stage: '幼儿园' }),
      row(of(plain)),
      row({ ...of(far), school: '3499107003' }),
      row({ number: withoutId, id: '', guardians: [father, ''] }),
    ]);
  });

  const everybody = [moved, alone, plain, far, nobody, withoutId];
  test.each([
    ['of a county', county, everybody],
    ['of a school', own, everybody],
    ['of a province', { divisionCode: '990000' }, everybody],
    ['in another order', county, everybody.toReversed()],
    ['with a number twice', county, [plain, moved, plain, moved]],
    ['of nobody', county, []],
    ['of strangers', own, [nobody, far]],
  ])('columns say what rows say: %s', async (_name, roll, numbers) => {
    const columns = await columnsOf({ numbers, roll });
    expect(studentsOf(numbers, columns)).toEqual(await studentsByRows(numbers, roll));
    expect(columns).toMatchObject({ refsDigest: refsDigest(numbers), asOf: '2026-11-01' });
  });

  test('the cases that are told apart do occur', async () => {
    const columns = await columnsOf({ numbers: everybody });
    expect(columns.membership).toEqual([2, 2, 2, 0, 0, 1]);
    expect(columns.guardianCounts).toEqual([3, 0, 2, 0, 0, 1]);
    expect(columns.stages.slice(0, 3).map((set) => columns.stageSets[set])).toEqual([
      ['SENIOR', 'SECONDARY_VOCATIONAL'],
      [],
      ['SENIOR'],
    ]);
  });

  test.each([
    ['students { povertyRegistryRefs }', 'student.povertyRegistryRef'],
    ['students { orphansRefs }', 'student.orphansRef'],
    ['guardians { disabilityRefs }', 'guardians.disabilityRef'],
    ['guardians { orphansRefs }', 'guardians.orphansRef'],
    ['stages', 'stages'],
    ['stageSets', 'stages'],
  ])('a token gives out %s only if it names it', async (column, field) => {
    const asked = `rollColumns(roll: $roll, studentNumbers: $numbers) { membership ${column} }`;
    const others = [...allFields, 'guardians.orphansRef'].filter((one) => one !== field);
    const refused = await call({ numbers: [plain], asked, fields: others });
    expect(refused).toMatchObject({ status: 403, code: 'NOT_COVERED' });
    expect(refused.data ?? null).toBeNull();
    expect(await call({ numbers: [plain], asked, fields: ['enrolledStudents', field] })).toMatchObject({
      status: 200,
      code: undefined,
    });
  });

  test('the access record is about everybody who was asked about', async () => {
    await database.query('truncate access.record');
    await call({ numbers: everybody, roll: own });
    const rows = await database.query('select fields, student_numbers from access.record');
    expect(rows).toEqual([{ fields: allFields, student_numbers: everybody }]);
  });

  test('guardians who are not the same at each agency fail the call: half a household is none', async () => {
    await database.query(
      `update register.roll set disability_guardians = disability_guardians[1:1] where student_number = $1`,
      [plain],
    );
    const { code, data } = await call({ numbers: [plain] });
    expect([code, data ?? null]).toEqual(['INTERNAL', null]);
    expect((await call({ numbers: [withoutId] })).status).toBe(200);
  });
});
