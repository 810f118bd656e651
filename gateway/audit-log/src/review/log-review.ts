import type { Integrity } from './integrity/integrity.ts';
import type { Overview, OverviewQuery } from './overview/overview.ts';
import type { RuleThresholds } from './rule-thresholds.ts';
import type { FindingsPage, FindingsQuery, PendingReview, ReviewFindingOptions } from './unusual/finding.ts';

export interface OpenLogReviewOptions {
  /** The connection string of the log's review role (`auditLogUrl`). */
  readonly reviewUrl: string;
  /** As `openAuditLog` has it. */
  readonly checkpointKeysFile: string;
  /** Hears what nobody waits for: the first failure of a row of them of a background job, and what the walk met. */
  readonly reportFault: (error: unknown) => void;
  /** Of a test. */
  readonly thresholds?: Partial<RuleThresholds> | undefined;
  /** Of a measurement: how much of their time the rollup and the rules may work, from 0 to 1. */
  readonly jobShare?: number | undefined;
}

/** What is derived from the log for those who oversee it. All of it throws `BadLogQuery` and `AuditUnavailable`. */
export interface LogReview {
  overview(query: OverviewQuery): Promise<Overview>;
  integrity(): Promise<Integrity>;
  unusual(query: FindingsQuery): Promise<FindingsPage>;
  /** Undefined where there is no such finding. Nothing holds before it is kept, which is the caller's to do or to leave. */
  reviewUnusual(options: ReviewFindingOptions): Promise<PendingReview | undefined>;
  /** Ends the background jobs and closes all connections. */
  close(): Promise<void>;
}
