import { setTimeout as pause } from 'node:timers/promises';
import { HearthgateError } from '../errors.ts';
import { limits } from '../limits.ts';

export interface WithRetriesOptions {
  /** Whether what was asked may be asked again though it may have been carried out: the answer alone was lost. */
  readonly idempotent: boolean;
  readonly signal: AbortSignal | undefined;
  /** Before each further try; their number bounds the tries. */
  readonly pausesMs?: readonly number[] | undefined;
}

/**
 * Tries again what failed in passing: an answer 429 or 503, which says that nothing was done, and, where that is safe, no
 * answer at all. Waits as long as `Retry-After` says, and longer from try to try. The last failure is thrown as it is; an
 * abort throws the signal's reason at once.
 */
export async function withRetries<Result>(
  work: () => Promise<Result>,
  { idempotent, signal, pausesMs = limits.retryPausesMs }: WithRetriesOptions,
): Promise<Result> {
  for (let tries = 0; ; tries += 1) {
    signal?.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      signal?.throwIfAborted();
      const pauseMs = pausesMs[tries];
      if (pauseMs === undefined || !mayPass(error, idempotent)) throw error;
      const { retryAfterSeconds = 0 } = error;
      if (retryAfterSeconds > limits.maxRetryAfterSeconds) throw error;
      await abortablePause(Math.max(pauseMs, retryAfterSeconds * 1_000), signal);
    }
  }
}

/** Waits; an abort throws the signal's own reason. */
export async function abortablePause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await pause(ms, undefined, signal ? { signal } : {});
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

/** What a client has used up or has too many of: waiting a minute does not change it. */
const notSoonPast: ReadonlySet<string> = new Set(['SUBJECT_BUDGET_EXHAUSTED', 'SCREENING_LIMIT_EXCEEDED']);

function mayPass(error: unknown, idempotent: boolean): error is HearthgateError {
  if (!(error instanceof HearthgateError)) return false;
  if (notSoonPast.has(error.code)) return false;
  // Nothing was sent yet, or the answer says that nothing was done.
  if (error.code === 'ISSUER_UNREACHABLE' || error.status === 429 || error.status === 503) return true;
  return idempotent && (error.code === 'GATEWAY_UNREACHABLE' || error.status === 502 || error.status === 504);
}
