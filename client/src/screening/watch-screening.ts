import type { AskOptions } from '../ask.ts';
import { abortablePause } from '../http/with-retries.ts';
import { limits } from '../limits.ts';
import type { ScreeningState } from './screening-state.ts';

/**
 * A screening's states, the present one first, then each that differs from the one before, until it is over. It is looked at
 * again after pauses that grow while nothing is new: each look is a question in the gateway's audit log.
 */
export async function* watchScreening(
  look: (signal: AbortSignal | undefined) => Promise<ScreeningState>,
  { signal }: AskOptions = {},
): AsyncGenerator<ScreeningState> {
  const { first, most, growth } = limits.watchPausesMs;
  let pauseMs: number = first;
  let last = '';
  for (;;) {
    const state = await look(signal);
    const text = JSON.stringify(state);
    if (text !== last) yield state;
    last = text;
    if (state.status !== 'RUNNING' && state.status !== 'AWAITING_ROSTER') return;
    await abortablePause(pauseMs, signal);
    pauseMs = Math.min(most, pauseMs * growth);
  }
}
