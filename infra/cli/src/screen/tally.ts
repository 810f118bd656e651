import type { FieldMask, ViewField } from '@hearthgate/policies';
import { findingColumns, type Outcome } from '@hearthgate/roster';
import type { SpecialGroup } from '@hearthgate/schema';
import { limits } from './limits.ts';
import { outcomeOf, type ScreenedRow } from './outcome-of.ts';
import type { Answer, AnsweredFinding } from './status-answer.ts';

/** `unknownReasons` only where any answer is `UNKNOWN`. */
export type FindingCounts = Readonly<Record<Answer, number>> & {
  readonly unknownReasons?: Readonly<Record<string, number>>;
};

export interface ReportedRow {
  readonly line: number;
  readonly column: string;
  readonly reason: string;
}

/** Counts over a whole roster. What the mask does not hold is absent. */
export interface Counts {
  readonly rows: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly findings: Readonly<Record<string, FindingCounts>>;
  /** Only those that somebody is in: none is no answer where findings are unknown. */
  readonly specialGroups?: Readonly<Partial<Record<SpecialGroup, number>>>;
  readonly complete?: number;
  readonly incomplete?: number;
  readonly qualifies?: FindingCounts;
  /** Rows without a student number and those to look at, as an import reports them; the first thousand of each. */
  readonly rejected: readonly ReportedRow[];
  readonly warnings: readonly ReportedRow[];
}

export interface Tally {
  add(row: ScreenedRow): void;
  counts(): Counts;
}

export interface TallyOptions {
  readonly mask: FieldMask;
  readonly withProgram: boolean;
}

/** Counts rows as they come; its memory does not grow with them. */
export function openTally({ mask, withProgram }: TallyOptions): Tally {
  const has = (field: ViewField): boolean => mask.viewFields.has(field);
  const outcomes = { ANSWERED: 0, NOT_ON_ROLL: 0, INVALID_NUMBER: 0 };
  const findings = findingColumns
    .filter(({ field }) => has(field))
    .map(({ column, field }) => ({ column, field, counter: findingCounter() }));
  const qualifies = withProgram && has('qualifies') ? findingCounter() : undefined;
  const groups = new Map<SpecialGroup, number>();
  let complete = 0;
  let incomplete = 0;
  const rejected: ReportedRow[] = [];
  const warnings: ReportedRow[] = [];

  return {
    add: (screened) => {
      const { row, answer } = screened;
      outcomes[outcomeOf(screened)] += 1;
      const reported = answer === undefined ? rejected : warnings;
      if (row.reason !== undefined && reported.length < limits.maxReportedRows) {
        reported.push({ line: row.line, column: 'student_number', reason: row.reason });
      }
      if (answer?.__typename !== 'HouseholdStatus') return;
      for (const { field, counter } of findings) counter.add(answer[field]);
      for (const group of answer.specialGroups ?? []) groups.set(group, (groups.get(group) ?? 0) + 1);
      if (answer.complete === true) complete += 1;
      else incomplete += 1;
      qualifies?.add(answer.qualifies);
    },
    counts: () => ({
      rows: Object.values(outcomes).reduce((sum, count) => sum + count, 0),
      outcomes: { ...outcomes },
      findings: Object.fromEntries(findings.map(({ column, counter }) => [column, counter.counts()])),
      ...(has('specialGroups') ? { specialGroups: Object.fromEntries([...groups].sort()) } : {}),
      ...(has('complete') ? { complete, incomplete } : {}),
      ...(qualifies ? { qualifies: qualifies.counts() } : {}),
      rejected,
      warnings,
    }),
  };
}

interface FindingCounter {
  add(finding: AnsweredFinding | undefined): void;
  counts(): FindingCounts;
}

function findingCounter(): FindingCounter {
  const byAnswer = { YES: 0, NO: 0, UNKNOWN: 0 };
  const byReason = new Map<string, number>();
  return {
    add: (finding) => {
      if (!finding) return;
      byAnswer[finding.answer] += 1;
      const { unknownReason } = finding;
      if (unknownReason !== null) byReason.set(unknownReason, (byReason.get(unknownReason) ?? 0) + 1);
    },
    counts: () => ({
      ...byAnswer,
      ...(byReason.size > 0 ? { unknownReasons: Object.fromEntries([...byReason].sort()) } : {}),
    }),
  };
}
