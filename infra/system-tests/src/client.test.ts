import { generateKeyPairSync } from 'node:crypto';
import { connectToGateway, documents, type Gateway, HearthgateError } from '@hearthgate/client/source';
import { registerClient, type RegisterClientOptions } from '@hearthgate/local/clients';
import { readClientKey } from '@hearthgate/local/tokens';
import { startTestIssuer, type TestIssuer } from '@hearthgate/local/test-issuer';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { expectedStudents, importLianhe } from './lianhe.ts';
import { startSystem, type SystemUnderTest } from './start-system.ts';

// Of a whole system, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const school = '3499107001';
const purpose = 'AID_ELIGIBILITY';

// The client as a school runs it: a token from the real issuer, an answer from the real gateway.
let system: SystemUnderTest;
let issuer: TestIssuer;
const resources = new AsyncDisposableStack();
beforeAll(async () => {
  const adminUrl = inject('postgresUrl');
  const startIssuer = async (gatewayUrl: string): Promise<string> => {
    issuer = resources.use(await startTestIssuer(adminUrl, { gatewayUrl }));
    return issuer.url;
  };
  system = resources.use(await startSystem(adminUrl, { startIssuer }));
  await importLianhe(system);
  await register({ id: 'school' });
  await register({ id: 'bound', senderConstrained: true });
  await register({ id: 'poor', subjectsPerDay: 1 });
});
afterAll(() => resources.disposeAsync());

const register = (
  client: Pick<RegisterClientOptions, 'id'> & Partial<RegisterClientOptions>,
): Promise<void> =>
  registerClient({
    databaseUrl: issuer.databaseUrl,
    gatewayDatabaseUrl: system.gatewayDatabase.ownerUrl,
    dataDir: issuer.dataDir,
    role: 'SCHOOL_AID_OFFICE',
    school,
    ...client,
  });

const connect = async (clientId: string, dpop = false): Promise<Gateway> =>
  connectToGateway({
    gatewayUrl: system.url,
    credentials: {
      issuerUrl: issuer.url,
      clientId,
      privateKey: await readClientKey(issuer.dataDir, clientId),
      dpop,
    },
    retryPausesMs: [1],
  });

const failure = async (asked: Promise<unknown>): Promise<HearthgateError> => {
  const error: unknown = await asked.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(HearthgateError);
  return error as HearthgateError;
};

const students = Object.entries(expectedStudents)
  .filter(([, expected]) => expected.school === school)
  .slice(0, 50);
const studentNumbers = students.map(([number]) => number);

test('a class, by its document: each student as expected, in order, with the receipt', async () => {
  const gateway = await connect('school');
  const { data, receipt } = await gateway.forPurpose(purpose).ask(documents.classStatus, { studentNumbers });
  expect(data.householdStatuses.map(({ studentNumber }) => studentNumber)).toEqual(studentNumbers);
  const outcomes = data.householdStatuses.map((status) =>
    status.__typename === 'NotOnRoll' ? undefined : [status.specialGroups, status.complete],
  );
  expect(outcomes).toEqual(
    students.map(([, expected]) =>
      expected.outcome === 'ANSWERED' ? [expected.groups, expected.complete] : undefined,
    ),
  );
  expect(receipt).toMatchObject({ index: expect.any(Number) as unknown });
});

test('a sender-constrained client is answered with DPoP, and refused without', async () => {
  const bound = (await connect('bound', true)).forPurpose(purpose);
  for (let time = 0; time < 2; time += 1) {
    expect((await bound.ask(documents.registers, {})).data.registers).toHaveLength(5);
  }
  const unbound = (await connect('bound')).forPurpose(purpose);
  expect(await failure(unbound.ask(documents.registers, {}))).toMatchObject({ code: 'ISSUER_REFUSED' });
});

describe('refusals', () => {
  test('by the mask: with the fields, and a receipt of their own', async () => {
    const waiver = (await connect('school')).forPurpose('FEE_WAIVER');
    const error = await failure(waiver.ask(documents.classStatus, { studentNumbers }));
    expect(error).toMatchObject({ code: 'FIELD_NOT_PERMITTED', status: 403 });
    expect(error.fields).toContain('HouseholdStatus.orphan');
    expect(error.receipt).toMatchObject({ index: expect.any(Number) as unknown });
    const allowed = { studentNumbers, program: 'SENIOR_TUITION_WAIVER' } as const;
    expect((await waiver.ask(documents.classQualifies, allowed)).data.householdStatuses).toHaveLength(50);
  });

  test('of a budget that is used up: until tomorrow, and not tried again', async () => {
    const poor = (await connect('poor')).forPurpose(purpose);
    const error = await failure(poor.ask(documents.classStatus, { studentNumbers }));
    expect(error).toMatchObject({ code: 'SUBJECT_BUDGET_EXHAUSTED', status: 429 });
    expect(error.retryAfterSeconds).toBeGreaterThan(0);
  });

  test("by the issuer: in its own words, for another's key", async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const credentials = { issuerUrl: issuer.url, clientId: 'school', privateKey };
    const gateway = await connectToGateway({ gatewayUrl: system.url, credentials, retryPausesMs: [1] });
    const error = await failure(gateway.forPurpose(purpose).ask(documents.registers, {}));
    expect(error).toMatchObject({ code: 'ISSUER_REFUSED' });
    expect(error.message).toMatch(/^the issuer refused: [^\n]+$/);
  });

  test('no message names a student', async () => {
    const gateway = (await connect('school')).forPurpose(purpose);
    const [number = ''] = studentNumbers;
    const wrong = `${number.slice(0, -1)}${number.endsWith('1') ? '2' : '1'}`;
    const error = await failure(gateway.ask(documents.studentStatus, { studentNumber: wrong }));
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT', status: 400 });
    expect(error.message).not.toContain(wrong.slice(1, 15));
  });
});

test('an issuer that was away for a moment is asked again', async () => {
  const gateway = await connectToGateway({
    gatewayUrl: system.url,
    credentials: {
      issuerUrl: issuer.url,
      clientId: 'school',
      privateKey: await readClientKey(issuer.dataDir, 'school'),
    },
  });
  const restarted = issuer.crashAndRestart();
  const asked = gateway.forPurpose(purpose).ask(documents.registers, {});
  await restarted;
  expect((await asked).data.registers).toHaveLength(5);
});

test('a token that the gateway does not take any more is replaced, once; a new one is not', async () => {
  let issued = 0;
  const requestToken = (): Promise<{ accessToken: string; expiresInSeconds: number }> => {
    issued += 1;
    return Promise.resolve({ accessToken: `not-a-token-${String(issued)}`, expiresInSeconds: 300 });
  };
  const gateway = await connectToGateway({
    gatewayUrl: system.url,
    credentials: { requestToken },
    retryPausesMs: [1],
  });
  const eligibility = gateway.forPurpose(purpose);
  expect(await failure(eligibility.ask(documents.registers, {}))).toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(issued).toBe(1);
  expect(await failure(eligibility.ask(documents.registers, {}))).toMatchObject({ status: 401 });
  expect(issued).toBe(2);
});
