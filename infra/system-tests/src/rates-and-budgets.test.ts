import { serveGateway } from '@hearthgate/gateway';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { freePort } from '@hearthgate/tools';
import { startSystem, type SystemUnderTest } from './start-system.ts';

let system: SystemUnderTest;
/** Another gateway over the same database, as behind a load balancer. */
let replicaUrl: string;
let replica: Awaited<ReturnType<typeof serveGateway>>;
beforeAll(async () => {
  system = await startSystem(inject('postgresUrl'));
  const port = await freePort();
  replica = await serveGateway({ ...system.gatewayConfig, port });
  replicaUrl = `http://127.0.0.1:${String(port)}`;
});
beforeEach(() => {
  for (const tap of Object.values(system.taps)) tap.asked.length = 0;
});
afterAll(async () => {
  await replica.close();
  await system[Symbol.asyncDispose]();
});

const claims = { role: 'SCHOOL_AID_OFFICE', location: '3499107001', purpose: 'AID_ELIGIBILITY' };
const query = 'query ($n: [StudentNumber!]!) { householdStatuses(studentNumbers: $n) { __typename } }';
const numbers = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, index) => `J990108${String(from + index).padStart(12, '0')}`);

interface Asked {
  readonly status: number;
  readonly code: string | undefined;
  readonly retryAfter: string | null;
}

async function ask(client: string, n: readonly string[], url = system.url): Promise<Asked> {
  const authorization = `Bearer ${await system.issuer.sign({ ...claims, client })}`;
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query, variables: { n } }),
  });
  const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
  return {
    status: response.status,
    code: errors?.[0]?.extensions.code,
    retryAfter: response.headers.get('retry-after'),
  };
}

const askedAgencies = (): number =>
  Object.values(system.taps).reduce((sum, { asked }) => sum + asked.length, 0);

test('numbers cost budget whether they exist or not; beyond it nobody is asked, and it is told until when', async () => {
  await system.gatewayDatabase.registerClient({ id: 'walker', subjectsPerDay: 100 });
  expect(await ask('walker', numbers(0, 100))).toMatchObject({ status: 200 });
  expect(askedAgencies()).toBe(1);
  const refused = await ask('walker', numbers(100, 101));
  expect(refused).toMatchObject({ status: 429, code: 'SUBJECT_BUDGET_EXHAUSTED' });
  expect(Number(refused.retryAfter)).toBeGreaterThanOrEqual(1);
  expect(Number(refused.retryAfter)).toBeLessThanOrEqual(86_400);
  expect(askedAgencies()).toBe(1);
  // The same students again are free.
  expect(await ask('walker', numbers(0, 100))).toMatchObject({ status: 200 });
});

test('replicas share a budget, also at the same time', async () => {
  await system.gatewayDatabase.registerClient({ id: 'twofold', subjectsPerDay: 40 });
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      ask('twofold', numbers(n * 4, n * 4 + 4), n % 2 === 0 ? system.url : replicaUrl),
    ),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
  expect(answers.filter(({ code }) => code === 'SUBJECT_BUDGET_EXHAUSTED')).toHaveLength(10);
  // Requests at the same time share calls; a student of each who was let through is in one of them.
  const asked = system.taps.enrollment.asked.flatMap(({ variables }) => variables['studentNumbers']);
  expect(asked).toHaveLength(40);
});

test('a request that is refused for what it asks costs nothing', async () => {
  await system.gatewayDatabase.registerClient({ id: 'careless', subjectsPerDay: 10 });
  const token = await system.issuer.sign({ ...claims, client: 'careless', purpose: 'FEE_WAIVER' });
  const response = await fetch(`${system.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({
      query:
        'query ($n: [StudentNumber!]!) { householdStatuses(studentNumbers: $n) { ... on HouseholdStatus { orphan { answer } } } }',
      variables: { n: numbers(0, 10) },
    }),
  });
  expect(response.status).toBe(403);
  expect(await ask('careless', numbers(0, 201))).toMatchObject({ code: 'SUBJECT_LIMIT_EXCEEDED' });
  expect(await ask('careless', numbers(10, 20))).toMatchObject({ status: 200 });
});

test('a client above its rate is told so, and answered again after the wait', async () => {
  await system.gatewayDatabase.registerClient({ id: 'hasty', requestsPerSecond: 3 });
  const startedMs = performance.now();
  const answers = await Promise.all(Array.from({ length: 12 }, () => ask('hasty', numbers(0, 1))));
  const seconds = (performance.now() - startedMs) / 1_000;
  const limited = answers.filter(({ code }) => code === 'RATE_LIMITED');
  // A second's worth at once, and what was earned while they were answered.
  expect(limited.length).toBeGreaterThanOrEqual(12 - 3 - Math.ceil(3 * seconds));
  expect(limited.length).toBeGreaterThan(0);
  expect(limited[0]).toMatchObject({ status: 429, retryAfter: '1' });
  expect(await ask('test-client', numbers(0, 1))).toMatchObject({ status: 200 });
  await expect
    .poll(() => ask('hasty', numbers(0, 1)), { timeout: 3_000, interval: 400 })
    .toMatchObject({ status: 200 });
});

test('limits that are changed hold within the contract’s 5 s, without a restart', async () => {
  await system.gatewayDatabase.registerClient({ id: 'raised', subjectsPerDay: 1 });
  expect(await ask('raised', numbers(0, 2))).toMatchObject({ code: 'SUBJECT_BUDGET_EXHAUSTED' });
  await system.gatewayDatabase.registerClient({ id: 'raised', subjectsPerDay: 2 });
  await expect
    .poll(() => ask('raised', numbers(0, 2)), { timeout: 5_000, interval: 200 })
    .toMatchObject({ status: 200 });
});

test('a revoked client is refused at every replica within 5 s, with a token that has not expired', async () => {
  await system.gatewayDatabase.registerClient({ id: 'former' });
  for (const url of [system.url, replicaUrl])
    expect(await ask('former', numbers(0, 1), url)).toMatchObject({ status: 200 });
  await system.gatewayDatabase.revokeClient('former');
  for (const url of [system.url, replicaUrl]) {
    await expect
      .poll(() => ask('former', numbers(0, 1), url), { timeout: 5_000, interval: 200 })
      .toMatchObject({ status: 401 });
  }
});
