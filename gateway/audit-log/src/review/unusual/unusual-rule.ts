import type pg from 'pg';
import type { RuleThresholds } from '../rule-thresholds.ts';

/** What the rules are called; what each says in words stands with whoever shows it. */
export type UnusualRuleName =
  'ABOVE_OWN_HABIT' | 'WALKING_NUMBERS' | 'SEVERAL_SCHOOLS' | 'FIRST_USE_OF_PURPOSE';

/** A stretch of the log, all of it rolled up. */
export interface RuleRange {
  readonly client: pg.ClientBase;
  readonly start: number;
  readonly end: number;
}

/** What a rule found. Found again, under the same key, it is the same and has grown. */
export interface Found {
  readonly key: string;
  readonly client: string | undefined;
  readonly purpose: string | undefined;
  readonly locations: readonly string[];
  readonly begins: Date;
  readonly ends: Date;
  readonly count: number;
  /** What the count is held against: the rule says how. */
  readonly usual: number;
  /** The newest leaves behind it, newest first. */
  readonly evidence: readonly number[];
  /** How many there are. */
  readonly leaves: number;
}

export interface UnusualRule {
  readonly name: UnusualRuleName;
  /** What is unusual because of the leaves of a range, also together with others. Throws what Postgres says. */
  readonly find: (range: RuleRange, thresholds: RuleThresholds) => Promise<readonly Found[]>;
}
