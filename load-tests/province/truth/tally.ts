import { remembered, type RosterRow } from '../roster/roster-rows.ts';
import { FINDINGS } from './expected-status.ts';

/** What the results of a roster must add up to, counted row by row. */
export class Tally {
  rows = 0;
  /** Distinct numbers. */
  students = 0;
  complete = 0;
  readonly outcomes: Record<RosterRow['outcome'], number> = {
    ANSWERED: 0,
    NOT_ON_ROLL: 0,
    INVALID_NUMBER: 0,
  };
  /** By finding, then by answer. */
  readonly findings: Readonly<Record<string, Record<string, number>>> = Object.fromEntries(
    FINDINGS.map((finding) => [finding, { YES: 0, NO: 0, UNKNOWN: 0 }]),
  );
  readonly specialGroups: Record<string, number> = {};
  /** A row repeats none that stands further back. */
  readonly #recent: string[] = [];

  add({ printed, outcome, status }: RosterRow): void {
    if (outcome !== 'INVALID_NUMBER' && !this.#recent.includes(printed)) this.students += 1;
    this.#recent[this.rows % remembered] = printed;
    this.rows += 1;
    this.outcomes[outcome] += 1;
    if (status === undefined) return;
    for (const finding of FINDINGS) {
      const answers = this.findings[finding];
      const answer = status.findings[finding];
      if (answers !== undefined) answers[answer] = (answers[answer] ?? 0) + 1;
    }
    for (const group of status.specialGroups) {
      this.specialGroups[group] = (this.specialGroups[group] ?? 0) + 1;
    }
    if (status.complete) this.complete += 1;
  }
}
