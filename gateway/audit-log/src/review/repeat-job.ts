import { setTimeout as pause } from 'node:timers/promises';
import { limits } from '../limits.ts';

export interface RepeatJobOptions {
  /** Does the next piece; resolves with 0 where there is none now. */
  readonly take: () => Promise<number>;
  readonly reportFault: (error: unknown) => void;
}

/** Takes piece after piece, and rests where there is none and longer after a failure, the first of which is reported. */
export function repeatJob({ take, reportFault }: RepeatJobOptions): { close(): Promise<void> } {
  const closing = new AbortController();
  const { signal } = closing;
  const running = (async () => {
    let failing = false;
    while (!signal.aborted) {
      let restMs = 0;
      try {
        if ((await take()) === 0) restMs = limits.review.restMs;
        failing = false;
      } catch (error) {
        if (!failing) reportFault(error);
        failing = true;
        restMs = limits.review.retryMs;
      }
      if (restMs > 0) await pause(restMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  })();
  return {
    close: () => {
      closing.abort();
      return running;
    },
  };
}
