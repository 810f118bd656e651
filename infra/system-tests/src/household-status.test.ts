import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { askStatuses, school, type Status } from './ask-statuses.ts';
import { expectedStudents, importLianhe } from './lianhe.ts';
import { withoutReceipt } from './without-receipt.ts';
import { startSystem, type SystemUnderTest } from './start-system.ts';

let system: SystemUnderTest;
beforeAll(async () => {
  system = await startSystem(inject('postgresUrl'));
  await importLianhe(system);
});
afterAll(() => system[Symbol.asyncDispose]());

const statuses = (numbers: readonly string[], location?: string): Promise<Status[]> =>
  askStatuses(system, numbers, location);

const ofSchool = Map.groupBy(Object.entries(expectedStudents), ([, expected]) => expected.school);
const answered = (location = school.location): string[] =>
  (ofSchool.get(location) ?? [])
    .filter(([, { outcome }]) => outcome === 'ANSWERED')
    .map(([number]) => number);

test('every student of the county comes out as expected', async () => {
  const actual: Record<string, unknown> = {};
  for (const [location, students] of ofSchool) {
    const numbers = students.map(([number]) => number);
    for (let at = 0; at < numbers.length; at += 200) {
      for (const status of await statuses(numbers.slice(at, at + 200), location)) {
        actual[status.studentNumber] =
          status.__typename === 'NotOnRoll'
            ? { school: location, outcome: 'NOT_ON_ROLL' }
            : {
                school: location,
                outcome: 'ANSWERED',
                findings: {
                  poverty: status.povertyRegistry.answer,
                  subsistence: status.subsistenceAllowance.answer,
                  disability: status.disability.answer,
                  orphan: status.orphan.answer,
                },
                groups: status.specialGroups,
                complete: status.complete,
              };
      }
    }
  }
  expect(actual).toEqual(expectedStudents);
});

test('a class is answered with one call to each agency', async () => {
  for (const tap of Object.values(system.taps)) tap.asked.length = 0;
  await statuses(answered().slice(0, 50));
  expect(Object.values(system.taps).map(({ asked }) => asked.length)).toEqual([1, 1, 1, 1, 1]);
});

test('qualifies alone asks only the sources of its program', async () => {
  for (const tap of Object.values(system.taps)) tap.asked.length = 0;
  const query = `query One($number: StudentNumber!) {
    householdStatus(studentNumber: $number) {
      ... on HouseholdStatus { qualifies(program: SENIOR_TUITION_WAIVER) { answer } }
    }
  }`;
  const { status } = await system.ask(
    { ...school, purpose: 'FEE_WAIVER' },
    { query, variables: { number: answered()[0] } },
  );
  expect(status).toBe(200);
  const { orphans, disability } = system.taps;
  expect(orphans.asked).toEqual([]);
  expect(disability.asked).toHaveLength(1);
});

describe("a number that is not on the caller's roll", () => {
  const one =
    'query One($number: StudentNumber!) { householdStatus(studentNumber: $number) { __typename ... on NotOnRoll { studentNumber } } }';
  const strangers = answered('3499107002');

  test("another school's student and a number that nobody has get the same answer, and no agency but enrollment is asked", async () => {
    const stranger = strangers[0]!;
    const nobody = 'J990108200001010000';
    for (const tap of Object.values(system.taps)) tap.asked.length = 0;
    const answers = await Promise.all(
      [stranger, nobody].map(async (number) =>
        withoutReceipt((await system.ask(school, { query: one, variables: { number } })).text).replaceAll(
          number,
          'N',
        ),
      ),
    );
    expect(answers[0]).toBe(answers[1]);
    expect(answers[0]).toBe('{"data":{"householdStatus":{"__typename":"NotOnRoll","studentNumber":"N"}}}\n');
    const { enrollment, ...others } = system.taps;
    // In one call or in two: requests at once may share it.
    expect(enrollment.asked.flatMap(({ variables }) => variables['studentNumbers']).sort()).toEqual(
      [stranger, nobody].sort(),
    );
    expect(Object.values(others).flatMap(({ asked }) => asked)).toEqual([]);
  });

  test('is on the roll of its own school, and of the division', async () => {
    const stranger = strangers[0]!;
    const [own] = await statuses([stranger], '3499107002');
    expect(own?.__typename).toBe('HouseholdStatus');
    for (const [division, typename] of [
      ['990108', 'HouseholdStatus'],
      ['990100', 'HouseholdStatus'],
      ['990000', 'HouseholdStatus'],
      ['990109', 'NotOnRoll'],
    ] as const) {
      const center = { role: 'AID_CENTER', location: division, purpose: 'ENROLLMENT_CHECK' };
      const { text } = await system.ask(center, { query: one, variables: { number: stranger } });
      expect(text, division).toContain(`"__typename":"${typename}"`);
    }
  });
});

test('concurrent requests of different schools never get one another’s answers', async () => {
  const locations = [...ofSchool.keys()];
  const rounds = Array.from({ length: 24 }, (_unused, index) => locations[index % locations.length]!);
  await Promise.all(
    rounds.map(async (location, index) => {
      const [number, foreign] = [
        answered(location)[index]!,
        answered(locations[(index + 1) % locations.length])[index]!,
      ];
      const [own, other] = await statuses([number, foreign], location);
      expect(own?.specialGroups).toEqual(expectedStudents[number]?.groups);
      expect(other?.__typename).toBe('NotOnRoll');
    }),
  );
});

test('registers tell what the answers rest on', async () => {
  const { text } = await system.ask(school, { query: '{ registers { agency asOf accepted rejected } }' });
  const { registers } = (JSON.parse(text) as { data: { registers: { agency: string; rejected: number }[] } })
    .data;
  expect(Object.fromEntries(registers.map(({ agency, rejected }) => [agency, rejected]))).toEqual({
    enrollment: 0,
    'poverty-registry': 6,
    'subsistence-allowance': 5,
    disability: 4,
    orphans: 2,
  });
});
