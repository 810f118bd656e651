import type { AidProgram, Purpose, Role, SpecialGroup } from '@hearthgate/schema/vocabulary';

/** What a whole roster can be screened for. */
export const SCREENING_PURPOSES = ['AID_ELIGIBILITY', 'FEE_WAIVER'] as const satisfies Purpose[];
export type ScreeningPurpose = (typeof SCREENING_PURPOSES)[number];

/** Whose pages these are. */
export const SCREENING_ROLES = [
  'SCHOOL_AID_OFFICE',
  'UNIVERSITY_AID_OFFICE',
  'AID_CENTER',
] as const satisfies Role[];

export type ScreeningStatus =
  'AWAITING_ROSTER' | 'RUNNING' | 'COMPLETED' | 'CANCELLED' | 'FAILED' | 'EXPIRED';

/** A screening as the trusted documents select it (schema/documents/screening.graphql). */
export interface Screening {
  readonly id: string;
  readonly status: ScreeningStatus;
  readonly program: AidProgram | null;
  readonly clientReference: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly progress: {
    readonly total: number | null;
    readonly complete: number;
    readonly unanswered: number;
  };
  readonly failure: {
    readonly code: string;
    readonly message: string;
    readonly line: number | null;
  } | null;
}

export interface FindingCounts {
  readonly field: string;
  readonly yes: number;
  readonly no: number;
  readonly unknown: number;
}

export interface ReportedRow {
  readonly line: number;
  readonly reason: string;
}

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
  readonly registers: readonly {
    readonly agency: string;
    readonly asOf: string;
    readonly accepted: number;
    readonly rejected: number;
  }[];
  readonly registersMissing: readonly string[];
  readonly registersChanged: readonly string[];
}

export interface ScreeningWithSummary extends Screening {
  readonly summary: ScreeningSummary | null;
}

/** Whether something of it may still change by itself. */
export function isUnderWay({ status }: Pick<Screening, 'status'>): boolean {
  return status === 'AWAITING_ROSTER' || status === 'RUNNING';
}
