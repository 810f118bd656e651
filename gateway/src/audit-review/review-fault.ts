import { AuditUnavailable, BadLogQuery } from '@hearthgate/audit-log';
import { Refusal } from '../errors.ts';

/** What reading the log threw, as a refusal where it is one; any other fault as it is. */
export function reviewFault(error: unknown): unknown {
  if (error instanceof BadLogQuery) return new Refusal('BAD_USER_INPUT', error.message);
  if (error instanceof AuditUnavailable) {
    const isBehind = error.reason === 'BEHIND';
    const message = isBehind
      ? 'the log is still being counted, for the first time or anew: try again in some minutes'
      : 'the audit log cannot be read: try again';
    return new Refusal('AUDIT_UNAVAILABLE', message, {
      headers: { 'retry-after': isBehind ? '60' : '1' },
      cause: error,
    });
  }
  return error;
}
