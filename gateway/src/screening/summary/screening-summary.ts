import type { SpecialGroup } from '@hearthgate/schema';
import type { PassedOver } from '@hearthgate/table';
import type { Register } from '../../lane.ts';
import type { ReasonName } from '../results/student-result.ts';
import type { ReportedRow } from '../roster/roster-cutter.ts';

export interface FindingCounts {
  /** The field of `HouseholdStatus`. */
  readonly field: string;
  readonly yes: number;
  readonly no: number;
  readonly unknown: number;
  readonly unknownReasons: readonly { readonly reason: ReasonName; readonly count: number }[];
}

/** `ScreeningSummary` of the public schema: counts, and no number or name. */
export interface ScreeningSummary {
  readonly rows: number;
  readonly students: number;
  readonly outcomes: {
    readonly answered: number;
    readonly notOnRoll: number;
    readonly invalidNumber: number;
  };
  readonly findings: readonly FindingCounts[];
  readonly qualifies: FindingCounts | null;
  readonly specialGroups: readonly { readonly group: SpecialGroup; readonly count: number }[] | null;
  readonly complete: number | null;
  readonly incomplete: number | null;
  readonly rejected: readonly ReportedRow[];
  readonly warnings: readonly ReportedRow[];
  readonly passedOver: PassedOver;
  readonly registers: readonly Register[];
  readonly registersMissing: readonly string[];
  readonly registersChanged: readonly string[];
}

/** A summary from what was sealed, and so was written by `printSummary`. */
export function parseSummary(text: string): ScreeningSummary {
  return JSON.parse(text) as ScreeningSummary;
}

export function printSummary(summary: ScreeningSummary): string {
  return JSON.stringify(summary);
}
