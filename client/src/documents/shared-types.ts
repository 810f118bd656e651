// Written by `npm run documents` from schema/documents and schema/public.graphql.
export type AidProgram =
  | 'COMPULSORY_LIVING_SUBSIDY'
  | 'SENIOR_TUITION_WAIVER'
  | 'SENIOR_NATIONAL_GRANT'
  | 'VOCATIONAL_NATIONAL_GRANT'
  | 'UNDERGRADUATE_NATIONAL_GRANT';

export type Answer = 'YES' | 'NO' | 'UNKNOWN';

export interface Answered {
  readonly answer: Answer;
  readonly asOf: string | null;
  readonly unknownReason: UnknownReason | null;
}

export interface Counted {
  readonly field: string;
  readonly yes: number;
  readonly no: number;
  readonly unknown: number;
  readonly unknownReasons: readonly { readonly reason: UnknownReason; readonly count: number }[];
}

export interface Job {
  readonly id: string;
  readonly status: ScreeningStatus;
  readonly program: AidProgram | null;
  readonly clientReference: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly uploadUrl: string;
  readonly progress: {
    readonly total: number | null;
    readonly complete: number;
    readonly unanswered: number;
  };
  readonly resultsUrl: string | null;
  readonly failure: {
    readonly code: ScreeningFailureCode;
    readonly message: string;
    readonly line: number | null;
  } | null;
}

export type ScreeningFailureCode =
  'ROSTER_UNREADABLE' | 'ROSTER_TOO_LARGE' | 'CLIENT_REVOKED' | 'PURPOSE_NOT_PERMITTED' | 'INTERNAL';

export type ScreeningStatus =
  'AWAITING_ROSTER' | 'RUNNING' | 'COMPLETED' | 'CANCELLED' | 'FAILED' | 'EXPIRED';

export type SpecialGroup =
  | 'LIFTED_FROM_POVERTY'
  | 'UNSTABLY_LIFTED'
  | 'POVERTY_PRONE'
  | 'SUDDEN_HARDSHIP'
  | 'SUBSISTENCE_ALLOWANCE'
  | 'SUBSISTENCE_MARGINAL'
  | 'DESTITUTE_SUPPORT'
  | 'RIGID_EXPENDITURE_HARDSHIP'
  | 'OTHER_LOW_INCOME'
  | 'ORPHAN'
  | 'DE_FACTO_UNATTENDED'
  | 'DISABLED_STUDENT'
  | 'CHILD_OF_DISABLED'
  | 'MARTYR_CHILD';

export type UnknownReason = 'AGENCY_UNAVAILABLE' | 'NO_IDENTITY_NUMBER' | 'WITHHELD' | 'NOT_SHARED';
