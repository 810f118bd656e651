import type { RequestRecord } from '../../audit/request-record.ts';
import { limits } from '../../limits.ts';
import type { WorkerContext } from './worker-context.ts';

declare const committed: unique symbol;

/** That the log holds what was asked. Only `commitAsked` makes one, and no result is stored without. */
export interface CommittedAsking {
  readonly [committed]: true;
}

/**
 * Writes the leaf of what was asked for a screening: with what is disclosed of whom where it is `ANSWERED`, else with
 * whom it was about. Throws where the log cannot commit; then nothing of the answers may be kept.
 */
export async function commitAsked(
  { log }: Pick<WorkerContext, 'log'>,
  record: RequestRecord,
  code: 'ANSWERED' | 'AGENCY_UNAVAILABLE',
): Promise<CommittedAsking> {
  const entry = record.entry({ code, status: code === 'ANSWERED' ? 200 : 503, headers: {}, body: '' });
  if (!entry) throw new Error('what is asked for a screening has a caller');
  await log.commit(entry, AbortSignal.timeout(limits.screening.chunkAuditMs));
  return {} as CommittedAsking;
}
