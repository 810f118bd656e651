import { setTimeout as pause } from 'node:timers/promises';
import { type AuditLog, AuditUnavailable } from '@hearthgate/audit-log';
import type { ReportFault } from '../fault-outcome.ts';
import { limits } from '../limits.ts';

export interface AnnounceStartOptions {
  readonly log: Pick<AuditLog, 'commit'>;
  readonly policyHash: string;
  readonly reportFault: ReportFault;
}

/**
 * Writes a leaf that says that this gateway started, as soon as the log can be written: whoever reconciles finds in it why
 * agencies were asked, just before, for what no leaf tells. The gateway does not wait for it, since it answers nothing
 * without the log anyway.
 */
export function announceStart(options: AnnounceStartOptions): { close(): Promise<void> } {
  const closing = new AbortController();
  const announced = announce(options, closing.signal).catch((error: unknown) => {
    if (!closing.signal.aborted) options.reportFault(error);
  });
  return {
    close: () => {
      closing.abort();
      return announced;
    },
  };
}

async function announce(
  { log, policyHash: policy }: AnnounceStartOptions,
  closing: AbortSignal,
): Promise<void> {
  const time = new Date();
  while (!closing.aborted) {
    try {
      const deadline = AbortSignal.any([closing, AbortSignal.timeout(limits.refusalsWriteTimeoutMs)]);
      await log.commit({ kind: 'START', time, policy }, deadline);
      return;
    } catch (error) {
      if (!(error instanceof AuditUnavailable)) throw error;
      await pause(limits.announceStartEveryMs, undefined, { signal: closing, ref: false });
    }
  }
}
