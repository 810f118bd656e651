import { setTimeout as sleep } from 'node:timers/promises';
import { limits } from '../limits.ts';
import { LoadTestError } from '../load-test-error.ts';
import type { RunningProcess } from './start-process.ts';

export interface UntilReadyOptions<Ready> {
  readonly running: RunningProcess;
  /** Asked every 200 ms; `undefined`: not yet. */
  readonly look: () => Promise<Ready | undefined> | Ready | undefined;
  readonly signal: AbortSignal;
}

/** Waits until a process that was started is ready. Throws when it ends first, takes too long, or the run is stopped. */
export async function untilReady<Ready>(options: UntilReadyOptions<Ready>): Promise<Ready> {
  const { running, look, signal } = options;
  const giveUpAt = performance.now() + limits.startTimeoutMs;
  while (performance.now() < giveUpAt) {
    signal.throwIfAborted();
    if (running.hasEnded()) throw new LoadTestError(`${running.name} did not start: ${running.lastLine()}`);
    const ready = await look();
    if (ready !== undefined) return ready;
    await sleep(200);
  }
  throw new LoadTestError(
    `${running.name} was not ready after ${String(limits.startTimeoutMs / 1000)} s: ${running.lastLine()}`,
  );
}
