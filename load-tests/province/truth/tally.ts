import type { RosterRow } from '../roster/roster-rows.ts';
import { FINDINGS } from './expected-status.ts';

/** What the results of a roster must add up to. */
export interface Tally {
  rows: number;
  readonly outcomes: Record<RosterRow['outcome'], number>;
  /** By finding, then by answer. */
  readonly findings: Record<string, Record<string, number>>;
  readonly specialGroups: Record<string, number>;
  complete: number;
}

export const emptyTally = (): Tally => ({
  rows: 0,
  outcomes: { ANSWERED: 0, NOT_ON_ROLL: 0, INVALID_NUMBER: 0 },
  findings: Object.fromEntries(FINDINGS.map((finding) => [finding, { YES: 0, NO: 0, UNKNOWN: 0 }])),
  specialGroups: {},
  complete: 0,
});

/** Counts a row of a roster. */
export function countRow(tally: Tally, { outcome, status }: RosterRow): void {
  tally.rows += 1;
  tally.outcomes[outcome] += 1;
  if (status === undefined) return;
  for (const finding of FINDINGS) {
    const answers = tally.findings[finding];
    const answer = status.findings[finding];
    if (answers !== undefined) answers[answer] = (answers[answer] ?? 0) + 1;
  }
  for (const group of status.specialGroups) {
    tally.specialGroups[group] = (tally.specialGroups[group] ?? 0) + 1;
  }
  if (status.complete) tally.complete += 1;
}
