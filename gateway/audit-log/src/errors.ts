/** Why the log did not take an entry. */
export type UnavailableReason =
  'QUEUE_FULL' | 'DEADLINE' | 'DATABASE' | 'ROLLED_BACK' | 'INCONSISTENT' | 'CLOSED' | 'BEHIND';

const messages: Readonly<Record<UnavailableReason, string>> = {
  QUEUE_FULL: 'too many entries wait for the audit log',
  DEADLINE: 'the audit log was not written in time',
  DATABASE: 'the audit log cannot be written or read',
  ROLLED_BACK: 'the audit log is older than what was written to it: restore it, verify it, and start anew',
  INCONSISTENT: 'the audit log holds what cannot be in it: verify it',
  CLOSED: 'the audit log is closed',
  BEHIND: 'the audit log is still being counted',
};

/**
 * The log cannot say that something was written, or cannot be read. An entry that it was thrown for may still have
 * been written: too much is recorded rather than too little. The cause is the driver's, and may quote what it was given.
 */
export class AuditUnavailable extends Error {
  readonly code = 'AUDIT_UNAVAILABLE';
  readonly reason: UnavailableReason;

  constructor(reason: UnavailableReason, options: { readonly cause?: unknown } = {}) {
    super(messages[reason], options);
    this.name = 'AuditUnavailable';
    this.reason = reason;
  }
}

/** What was asked of the log cannot be answered as it was asked. The message is safe to show. */
export class BadLogQuery extends Error {
  readonly code = 'BAD_LOG_QUERY';

  constructor(message: string) {
    super(message);
    this.name = 'BadLogQuery';
  }
}
