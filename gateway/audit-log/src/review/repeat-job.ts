import { setTimeout as pause } from 'node:timers/promises';
import { limits } from '../limits.ts';

export interface RepeatJobOptions {
  /** Does the next piece; resolves with 0 where there is none now. */
  readonly take: () => Promise<number>;
  /** Of its time, from 0 to 1, that it may spend on work. */
  readonly share: number;
  readonly reportFault: (error: unknown) => void;
}

/**
 * Takes piece after piece and rests in between, so that requests never wait for it: longer where there is nothing to do,
 * and longer still after a failure, the first of which is reported.
 */
export function repeatJob({ take, share, reportFault }: RepeatJobOptions): { close(): Promise<void> } {
  const closing = new AbortController();
  const { signal } = closing;
  const running = (async () => {
    let failing = false;
    while (!signal.aborted) {
      const begunMs = performance.now();
      let restMs: number = limits.review.restMs;
      try {
        if ((await take()) > 0) restMs = (performance.now() - begunMs) * (1 / share - 1);
        failing = false;
      } catch (error) {
        if (!failing) reportFault(error);
        failing = true;
        restMs = limits.review.retryMs;
      }
      await pause(restMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  })();
  return {
    close: () => {
      closing.abort();
      return running;
    },
  };
}
