import { setImmediate as nextTurn } from 'node:timers/promises';

/** Waits for so many turns of the event loop: an order of events, where milliseconds would be a race on a busy machine. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await nextTurn();
}
