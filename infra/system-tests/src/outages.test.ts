import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { askStatuses, school, type Status } from './ask-statuses.ts';
import { expectedStudents, importLianhe } from './lianhe.ts';
import { startSystem, type SystemUnderTest } from './start-system.ts';

/** Long enough for a busy machine to answer in, short enough to wait for. */
const requestDeadlineMs = 3_000;

let system: SystemUnderTest;
beforeAll(async () => {
  system = await startSystem(inject('postgresUrl'), { requestDeadlineMs });
  await importLianhe(system);
});
afterAll(() => system[Symbol.asyncDispose]());

const statuses = (numbers: readonly string[]): Promise<Status[]> => askStatuses(system, numbers);

describe('an agency that does not answer', () => {
  const listed = Object.entries(expectedStudents).find(
    ([, { school: of, findings }]) =>
      of === school.location && findings?.poverty === 'YES' && findings.disability === 'NO',
  )![0];

  test.each(['breaks', 'garbles', 'errors', 'freezes'] as const)(
    'one that %s is UNKNOWN within the deadline, the others unchanged',
    async (state) => {
      const [before] = await statuses([listed]);
      system.taps['poverty-registry'].state = state;
      try {
        const started = performance.now();
        const [during] = await statuses([listed]);
        expect(performance.now() - started).toBeLessThan(requestDeadlineMs);
        expect(during?.povertyRegistry).toEqual({
          answer: 'UNKNOWN',
          asOf: null,
          unknownReason: 'AGENCY_UNAVAILABLE',
        });
        expect(during?.complete).toBe(false);
        expect({ ...during, povertyRegistry: 0, specialGroups: 0, complete: 0 }).toEqual({
          ...before,
          povertyRegistry: 0,
          specialGroups: 0,
          complete: 0,
        });
      } finally {
        system.taps['poverty-registry'].state = 'passes';
      }
      expect(await statuses([listed])).toEqual([before]);
    },
  );

  test('without enrollment every number alike is UNKNOWN, and none is said to be off the roll', async () => {
    system.taps.enrollment.state = 'breaks';
    try {
      const all = await statuses([listed, 'J990108200001010000']);
      for (const status of all) {
        expect(status).toMatchObject({
          __typename: 'HouseholdStatus',
          enrollment: { answer: 'UNKNOWN', unknownReason: 'AGENCY_UNAVAILABLE' },
          disability: { answer: 'UNKNOWN', unknownReason: 'AGENCY_UNAVAILABLE' },
          specialGroups: [],
          complete: false,
        });
      }
    } finally {
      system.taps.enrollment.state = 'passes';
    }
  });
});
