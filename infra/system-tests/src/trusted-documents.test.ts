import { trustedDocumentId } from '@hearthgate/schema/trusted-documents';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { importLianhe } from './lianhe.ts';
import { startSystem, type SystemUnderTest } from './start-system.ts';

let system: SystemUnderTest;
beforeAll(async () => {
  system = await startSystem(inject('postgresUrl'));
  await importLianhe(system);
  await system.gatewayDatabase.registerClient({ id: 'school-system', adHocQueries: false });
});
beforeEach(() => {
  for (const tap of Object.values(system.taps)) tap.asked.length = 0;
});
afterAll(() => system[Symbol.asyncDispose]());

const school = {
  client: 'school-system',
  role: 'SCHOOL_AID_OFFICE',
  location: '3499107001',
  purpose: 'AID_ELIGIBILITY',
};
const waiver = { ...school, purpose: 'FEE_WAIVER' };
const center = { ...school, role: 'AID_CENTER', location: '990108', purpose: 'ENROLLMENT_CHECK' };

/** On the school's roll, and a number that nobody has. */
const studentNumber = 'G990108200802168860';
const studentNumbers = [studentNumber, 'J990108000000000001'];
const program = 'SENIOR_NATIONAL_GRANT';

interface Answer {
  readonly status: number;
  readonly data?: Record<string, unknown>;
  readonly code?: string;
  readonly message?: string;
}

async function ask(claims: typeof school, body: unknown): Promise<Answer> {
  const { status, text } = await system.ask(claims, body);
  const { data, errors } = JSON.parse(text) as {
    data?: Record<string, unknown>;
    errors?: { message: string; extensions: { code: string } }[];
  };
  const [error] = errors ?? [];
  return {
    status,
    ...(data && { data }),
    ...(error && { code: error.extensions.code, message: error.message }),
  };
}

const asked = (): string[] =>
  Object.entries(system.taps).flatMap(([agency, { asked: requests }]) =>
    requests.length > 0 ? [agency] : [],
  );

const everyAgency = Object.keys({
  enrollment: 0,
  'poverty-registry': 0,
  'subsistence-allowance': 0,
  disability: 0,
  orphans: 0,
});

test.each([
  ['student-status.graphql', school, { studentNumber }, everyAgency],
  ['class-status.graphql', school, { studentNumbers }, everyAgency],
  ['class-status-for-program.graphql', school, { studentNumbers, program }, everyAgency],
  ['class-on-roll.graphql', school, { studentNumbers }, ['enrollment']],
  ['class-on-roll.graphql', waiver, { studentNumbers }, ['enrollment']],
  ['class-qualifies.graphql', waiver, { studentNumbers, program }, undefined],
  ['student-qualifies.graphql', waiver, { studentNumber, program }, undefined],
  ['enrollment-check.graphql', center, { studentNumbers }, ['enrollment']],
  ['registers.graphql', school, {}, everyAgency],
])('%s is answered to a client that may send nothing else', async (file, claims, variables, agencies) => {
  const documentId = trustedDocumentId(file);
  const { status, data, message } = await ask(claims, { documentId, variables });
  expect(message).toBeUndefined();
  expect(status).toBe(200);
  const [root] = Object.values(data ?? {});
  if (Array.isArray(root) && file !== 'registers.graphql') {
    expect(root).toMatchObject([
      { __typename: 'HouseholdStatus', studentNumber },
      { __typename: 'NotOnRoll', studentNumber: studentNumbers[1] },
    ]);
  }
  if (agencies) expect(asked()).toEqual(agencies);
});

test('text of its own is refused to it, and nobody is asked; a client that may send it is answered', async () => {
  const body = { query: '{ registers { agency } }' };
  expect(await ask(school, body)).toMatchObject({ status: 403, code: 'DOCUMENT_NOT_TRUSTED' });
  expect(asked()).toEqual([]);
  expect(await ask({ ...school, client: 'test-client' }, body)).toMatchObject({ status: 200 });
});

test('a document is no way around the purpose', async () => {
  const documentId = trustedDocumentId('class-status.graphql');
  const body = { documentId, variables: { studentNumbers } };
  expect(await ask(waiver, body)).toMatchObject({ status: 403, code: 'FIELD_NOT_PERMITTED' });
  expect(asked()).toEqual([]);
});

test('an id that nobody knows, and one beside another text, are refused to everybody', async () => {
  const documentId = trustedDocumentId('registers.graphql');
  for (const client of ['school-system', 'test-client']) {
    const claims = { ...school, client };
    expect(await ask(claims, { documentId })).toMatchObject({ status: 200 });
    expect(await ask(claims, { documentId: `sha256:${'0'.repeat(64)}` })).toMatchObject({
      status: 403,
      code: 'DOCUMENT_NOT_TRUSTED',
    });
    expect(await ask(claims, { documentId, query: '{ __typename }' })).toMatchObject({
      status: 403,
      code: 'DOCUMENT_NOT_TRUSTED',
    });
  }
});

test.each(['{ __schema { types { name } } }', '{ t: __type(name: "Query") { name } }'])(
  'a client that may send queries may introspect, another may not: %s',
  async (query) => {
    expect(await ask({ ...school, client: 'test-client' }, { query })).toMatchObject({ status: 200 });
    expect(await ask(school, { query })).toMatchObject({ status: 403, code: 'DOCUMENT_NOT_TRUSTED' });
    expect(asked()).toEqual([]);
  },
);
