import type { SpecialGroup } from '@hearthgate/schema/vocabulary';

export type Answer = 'YES' | 'NO' | 'UNKNOWN';

export interface ResultFinding {
  readonly answer: Answer;
  readonly unknownReason: string | null;
}

/** The findings of results, in their columns' order; a mask may leave some of them out. */
export const FINDINGS = [
  'enrollment',
  'povertyRegistry',
  'subsistenceAllowance',
  'disability',
  'orphan',
  'qualifies',
] as const;
export type FindingName = (typeof FINDINGS)[number];

/** Why a row should be looked at, the most urgent first; `none` for one that is answered whole. */
export const ATTENTIONS = ['unknown', 'invalid', 'notOnRoll', 'none'] as const;
export type Attention = (typeof ATTENTIONS)[number];

/** A row of results, as NDJSON gives it, and where it stands in the roster. */
export interface ResultRow {
  /** From 1. */
  readonly position: number;
  readonly studentNumber: string;
  readonly outcome: 'ANSWERED' | 'NOT_ON_ROLL' | 'INVALID_NUMBER';
  readonly findings: Readonly<Partial<Record<FindingName, ResultFinding>>>;
  readonly specialGroups: readonly SpecialGroup[] | undefined;
  readonly complete: boolean | undefined;
  readonly attention: Attention;
  /** Why something is unknown: the first reason there is. */
  readonly reason: string | undefined;
}
