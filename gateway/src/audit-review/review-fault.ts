import { AuditUnavailable, BadLogQuery } from '@hearthgate/audit-log';
import { Refusal } from '../errors.ts';

/** What reading the log threw, as a refusal where it is one; any other fault as it is. */
export function reviewFault(error: unknown): unknown {
  if (error instanceof BadLogQuery) return new Refusal('BAD_USER_INPUT', error.message);
  if (error instanceof AuditUnavailable) {
    return new Refusal('AUDIT_UNAVAILABLE', 'the audit log cannot be read: try again', {
      headers: { 'retry-after': '1' },
      cause: error,
    });
  }
  return error;
}
