import type { ScreeningSummary } from '../screening/screening-answer.ts';
import type { Tally } from './tally.ts';

/** Counts of a screening's summary that are not what they must be, in words. */
export function summaryDifferences(summary: ScreeningSummary, expected: Tally): string[] {
  const { ANSWERED, NOT_ON_ROLL, INVALID_NUMBER } = expected.outcomes;
  const pairs: (readonly [name: string, said: number | undefined, must: number])[] = [
    ['rows', summary.rows, expected.rows],
    ['students', summary.students, expected.students],
    ['answered', summary.outcomes.answered, ANSWERED],
    ['notOnRoll', summary.outcomes.notOnRoll, NOT_ON_ROLL],
    ['invalidNumber', summary.outcomes.invalidNumber, INVALID_NUMBER],
    ['complete', summary.complete, expected.complete],
    ['incomplete', summary.incomplete, ANSWERED - expected.complete],
  ];
  for (const [field, must] of Object.entries(expected.findings)) {
    const said = summary.findings.find((counts) => counts.field === field);
    pairs.push(
      [`${field} YES`, said?.yes, must['YES'] ?? 0],
      [`${field} NO`, said?.no, must['NO'] ?? 0],
      [`${field} UNKNOWN`, said?.unknown, must['UNKNOWN'] ?? 0],
    );
  }
  const groups = new Map(summary.specialGroups.map(({ group, count }) => [group, count]));
  for (const group of new Set([...groups.keys(), ...Object.keys(expected.specialGroups)])) {
    pairs.push([group, groups.get(group) ?? 0, expected.specialGroups[group] ?? 0]);
  }
  return pairs
    .filter(([, said, must]) => said !== must)
    .map(([name, said, must]) => `${name}: ${String(said)} instead of ${String(must)}`);
}
