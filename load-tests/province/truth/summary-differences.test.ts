import { expect, test } from 'vitest';
import { rosterRows } from '../roster/roster-rows.ts';
import type { ScreeningSummary } from '../screening/screening-answer.ts';
import { summaryDifferences } from './summary-differences.ts';
import { Tally } from './tally.ts';

const expected = new Tally();
for (const row of rosterRows({ students: 2_000, seed: 7 }, 2_000)) expected.add(row);
const right: ScreeningSummary = {
  rows: 2_000,
  students: expected.students,
  outcomes: {
    answered: expected.outcomes.ANSWERED,
    notOnRoll: expected.outcomes.NOT_ON_ROLL,
    invalidNumber: expected.outcomes.INVALID_NUMBER,
  },
  findings: Object.entries(expected.findings).map(([field, { YES = 0, NO = 0, UNKNOWN = 0 }]) => ({
    field,
    yes: YES,
    no: NO,
    unknown: UNKNOWN,
  })),
  specialGroups: Object.entries(expected.specialGroups).map(([group, count]) => ({ group, count })),
  complete: expected.complete,
  incomplete: expected.outcomes.ANSWERED - expected.complete,
};

test('a summary that adds up differs in nothing', () => {
  expect(summaryDifferences(right, expected)).toEqual([]);
});

test('one count that is another is named', () => {
  const answered = right.outcomes.answered;
  const off = { ...right, outcomes: { ...right.outcomes, answered: answered - 1 } };
  expect(summaryDifferences(off, expected)).toEqual([
    `answered: ${String(answered - 1)} instead of ${String(answered)}`,
  ]);
});

test('so are a finding that is missing, a group that is missing and one that nobody is in', () => {
  const { findings, specialGroups } = right;
  expect(summaryDifferences({ ...right, findings: findings.slice(1) }, expected)).toHaveLength(3);
  expect(summaryDifferences({ ...right, specialGroups: specialGroups.slice(1) }, expected)).toHaveLength(1);
  const martyr = [...specialGroups, { group: 'MARTYR_CHILD', count: 1 }];
  expect(summaryDifferences({ ...right, specialGroups: martyr }, expected)).toEqual([
    'MARTYR_CHILD: 1 instead of 0',
  ]);
});
