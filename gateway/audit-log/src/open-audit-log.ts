import type { AuditLog, OpenAuditLogOptions } from './audit-log.ts';

/**
 * The audit log of one process. Any number of processes may write the same log.
 * Throws when a key file cannot be used; does not wait for the database.
 */
export function openAuditLog(options: OpenAuditLogOptions): AuditLog {
  throw new Error(`not yet: ${options.writerUrl}`);
}
