import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { askStatuses, school } from './ask-statuses.ts';
import { expectedStudents, importLianhe } from './lianhe.ts';
import { startSystem, type SystemUnderTest } from './start-system.ts';

let system: SystemUnderTest;
beforeAll(async () => {
  system = await startSystem(inject('postgresUrl'), { requestDeadlineMs: 3_000 });
  await importLianhe(system);
});
afterAll(() => system[Symbol.asyncDispose]());

const [listed] = Object.entries(expectedStudents).find(
  ([, { school: of, outcome }]) => of === school.location && outcome === 'ANSWERED',
)!;

/** The agency is tried again within a second or so. */
const untilComplete = (): Promise<void> =>
  vi.waitFor(
    async () => {
      expect(await askStatuses(system, [listed])).toMatchObject([{ complete: true }]);
    },
    { timeout: 15_000, interval: 100 },
  );

test('when all places are taken, one more is told to come again at once, and the next after them is answered', async () => {
  await askStatuses(system, [listed]);
  const token = await system.issuer.sign(school);
  const query = `{ householdStatus(studentNumber: "${listed}") { ... on HouseholdStatus { complete } } }`;
  const ask = (): Promise<Response> =>
    fetch(`${system.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query }),
    });
  system.taps.enrollment.state = 'freezes';
  const started = performance.now();
  const asking = Array.from({ length: 300 }, async () => {
    const response = await ask();
    const text = await response.text();
    return { response, text, afterMs: performance.now() - started };
  });
  const settled = await Promise.all(asking);
  system.taps.enrollment.state = 'passes';
  const refused = settled.filter(({ text }) => text.includes('"code":"OVERLOADED"'));
  // On a busy machine some come only when the first have gone.
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.length).toBeLessThanOrEqual(300 - 256);
  for (const { response, afterMs } of refused) {
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(afterMs).toBeLessThan(2_800);
  }
  await untilComplete();
});

test('an agency that freezes costs its first callers their deadline, and the others after that no time at all', async () => {
  system.taps.disability.state = 'freezes';
  try {
    let slow = 0;
    let unavailable = 0;
    for (let call = 0; call < 8; call += 1) {
      const started = performance.now();
      const [status] = await askStatuses(system, [listed]);
      if (performance.now() - started > 1_500) slow += 1;
      if (status?.disability.unknownReason === 'AGENCY_UNAVAILABLE') unavailable += 1;
      expect(status?.orphan.answer).not.toBe('UNKNOWN');
    }
    expect(unavailable).toBe(8);
    // The circuit opens after five. Once a second one call tries the agency, and on a busy machine the others take longer.
    expect(slow).toBeGreaterThanOrEqual(5);
    expect(slow).toBeLessThan(8);
  } finally {
    system.taps.disability.state = 'passes';
  }
  await untilComplete();
});
