import { constants } from 'node:os';

export interface Stoppable {
  readonly signal: AbortSignal;
  readonly stop: (signal: NodeJS.Signals) => void;
  /** The shell's code for the signal that stopped it, `undefined` when none did. */
  exitCode(): number | undefined;
  /** Signals end the process again at once. */
  release(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Turns the signals that would end this process into an abort, so that what it began can be taken back first. */
export function stoppable(): Stoppable {
  const stopping = new AbortController();
  let by: NodeJS.Signals | undefined;
  // A second one changes nothing: npm passes Ctrl-C on to a process that the terminal has told already.
  const stop = (signal: NodeJS.Signals): void => {
    by ??= signal;
    stopping.abort();
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  return {
    signal: stopping.signal,
    stop,
    exitCode: () => (by === undefined ? undefined : 128 + constants.signals[by]),
    release: () => {
      for (const signal of SIGNALS) process.off(signal, stop);
    },
  };
}
