export type {
  Access,
  AuditEntry,
  Disclosure,
  RefusalsEntry,
  RequestEntry,
  ReviewEntry,
  StartEntry,
} from './audit-entry.ts';
export type { AuditLog, OpenAuditLogOptions, Receipt } from './audit-log.ts';
export { AuditUnavailable, BadLogQuery, type UnavailableReason } from './errors.ts';
export type {
  LogEntry,
  LogFilter,
  LogPage,
  LogQuery,
  Sighting,
  WhoSawPage,
  WhoSawQuery,
} from './log-entry.ts';
export { SharedDeadlines } from './append/shared-deadlines.ts';
export { hmacSha256 } from './keys/hmac-sha256.ts';
export { openAuditLog } from './open-audit-log.ts';
export type {
  Integrity,
  IntegrityCheck,
  IntegrityCheckName,
  WalkState,
} from './review/integrity/integrity.ts';
export type { LogReview, OpenLogReviewOptions } from './review/log-review.ts';
export { openLogReview } from './review/open-log-review.ts';
export type { Accesses, Overview, OverviewQuery } from './review/overview/overview.ts';
export type { RuleThresholds } from './review/rule-thresholds.ts';
export type {
  Finding,
  FindingReview,
  FindingsPage,
  FindingsQuery,
  FindingState,
  PendingReview,
  ReviewFindingOptions,
} from './review/unusual/finding.ts';
