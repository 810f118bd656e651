import { CONSOLE_CLIENT_ID } from '@hearthgate/local/console-client';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { askWithToken } from './ask-with-token.ts';
import { startSystem, type SystemUnderTest } from './start-system.ts';

const person = {
  client: 'li-aid',
  through: CONSOLE_CLIENT_ID,
  role: 'SCHOOL_AID_OFFICE',
  location: '3499107001',
  purpose: 'AID_ELIGIBILITY',
};

let system: SystemUnderTest;
beforeAll(async () => {
  system = await startSystem(inject('postgresUrl'));
  await system.gatewayDatabase.registerClient({ id: 'li-aid', person: true });
});
afterAll(() => system[Symbol.asyncDispose]());

const statusOf = async (claims: typeof person, change?: Parameters<typeof system.issuer.sign>[1]) =>
  (await askWithToken(system.url, await system.issuer.sign(claims, change))).status;

test('a person is answered, and stands in the audit log by their own name', async () => {
  expect(await statusOf(person)).toBe(200);
  const [leaf] = (await system.auditLog.leaves()).filter(({ leaf: { kind } }) => kind === 'REQUEST');
  expect(leaf?.leaf).toMatchObject({ client: 'li-aid', role: 'SCHOOL_AID_OFFICE', location: '3499107001' });
  expect(JSON.stringify(leaf?.leaf)).not.toContain(CONSOLE_CLIENT_ID);
});

test('a client pretending to be a person is refused', async () => {
  expect(await statusOf({ ...person, through: 'li-aid' })).toBe(401);
  expect(await statusOf(person)).toBe(200);
});

test('a person pretending to be a client is refused', async () => {
  expect(await statusOf({ ...person, client: 'test-client', through: 'test-client' })).toBe(200);
  expect(await statusOf({ ...person, client: 'test-client' })).toBe(401);
});

test('the console is nobody by itself', async () => {
  expect(await statusOf({ ...person, client: CONSOLE_CLIENT_ID })).toBe(401);
});

test('a person’s token for the gateway is good at no agency, nor an agency’s at the gateway', async () => {
  const atAgency = (payload: object) => ({ ...payload, aud: system.taps.disability.url });
  expect(await statusOf(person, atAgency)).toBe(401);
  const token = await system.issuer.sign({ ...person, role: 'AGENCY_OPERATOR', location: 'disability' });
  const response = await fetch(`${system.taps.disability.url}/operator/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: '{"query":"{ agreement { hash } }"}',
  });
  expect(response.status).toBe(401);
});

test('a disabled person is refused within 5 s, also with a token in hand', async () => {
  await system.gatewayDatabase.registerClient({ id: 'soon-gone', person: true });
  const token = await system.issuer.sign({ ...person, client: 'soon-gone' });
  expect((await askWithToken(system.url, token)).status).toBe(200);
  await system.gatewayDatabase.revokeClient('soon-gone');
  const since = performance.now();
  await expect
    .poll(async () => (await askWithToken(system.url, token)).status, { timeout: 8_000, interval: 100 })
    .toBe(401);
  expect(performance.now() - since).toBeLessThan(5_000);
});

test('a person has a rate of their own, as a client has', async () => {
  await system.gatewayDatabase.registerClient({ id: 'hasty', person: true, requestsPerSecond: 2 });
  const statuses = await Promise.all(
    Array.from({ length: 8 }, () => statusOf({ ...person, client: 'hasty' })),
  );
  expect(statuses).toContain(429);
  expect(await statusOf(person)).toBe(200);
});
