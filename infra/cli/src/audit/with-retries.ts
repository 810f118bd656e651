import { setTimeout as pause } from 'node:timers/promises';

export interface WithRetriesOptions {
  /** Before each further try; their number bounds the tries. */
  readonly pausesMs: readonly number[];
  /** Whether another try may end better, and after what pause at least. */
  readonly mayPass: (error: unknown) => { readonly afterMs: number } | undefined;
  readonly signal: AbortSignal;
}

/** Tries again what failed in passing, with growing pauses; the last failure is thrown as it is. */
export async function withRetries<Result>(
  work: () => Promise<Result>,
  { pausesMs, mayPass, signal }: WithRetriesOptions,
): Promise<Result> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const passing = signal.aborted ? undefined : mayPass(error);
      const pauseMs = pausesMs[tries];
      if (!passing || pauseMs === undefined) throw error;
      await pause(Math.max(pauseMs, passing.afterMs), undefined, { signal });
    }
  }
}
