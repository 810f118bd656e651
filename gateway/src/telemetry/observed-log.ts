import { type AuditLog, AuditUnavailable } from '@hearthgate/audit-log';
import type { Instruments } from './instruments.ts';

/** The same log, whose commits are measured: from the moment an entry begins to wait until it is durable, or is not. */
export function observedLog(log: AuditLog, { auditCommitDuration }: Instruments): AuditLog {
  return {
    ...log,
    commit: async (entry, deadline) => {
      const startedAtMs = performance.now();
      const done = (result: string): void => {
        const attributes = { 'hearthgate.audit.result': result };
        auditCommitDuration.record((performance.now() - startedAtMs) / 1_000, attributes);
      };
      try {
        const receipt = await log.commit(entry, deadline);
        done('COMMITTED');
        return receipt;
      } catch (error) {
        done(error instanceof AuditUnavailable ? error.reason : 'INTERNAL');
        throw error;
      }
    },
  };
}
