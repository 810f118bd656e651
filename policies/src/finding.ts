import type { UnknownReason } from './evidence.ts';

/** One question answered, as the public schema's `Finding`. YES and NO carry `asOf`, UNKNOWN carries the reason. */
export interface Finding {
  readonly answer: 'YES' | 'NO' | 'UNKNOWN';
  /** `YYYY-MM-DD`; of several registers, the oldest. */
  readonly asOf: string | null;
  readonly unknownReason: UnknownReason | null;
}

const unknown = (unknownReason: UnknownReason): Finding =>
  Object.freeze({ answer: 'UNKNOWN', asOf: null, unknownReason });

/** The four ways of not knowing. Shared and frozen: a screening derives millions of findings. */
export const UNKNOWN_FINDINGS: Readonly<Record<UnknownReason, Finding>> = Object.freeze({
  AGENCY_UNAVAILABLE: unknown('AGENCY_UNAVAILABLE'),
  WITHHELD: unknown('WITHHELD'),
  NOT_SHARED: unknown('NOT_SHARED'),
  NO_IDENTITY_NUMBER: unknown('NO_IDENTITY_NUMBER'),
});

/** Which reason is given when several apply: first what asking again may mend, last what it cannot. */
export const UNKNOWN_REASONS_BY_WEIGHT: readonly UnknownReason[] = [
  'AGENCY_UNAVAILABLE',
  'WITHHELD',
  'NOT_SHARED',
  'NO_IDENTITY_NUMBER',
];
