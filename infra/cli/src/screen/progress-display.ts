import type { WriteStream } from 'node:tty';
import { SingleBar } from 'cli-progress';
import type { ScreeningProgress } from './screen-roster.ts';

export interface ProgressDisplay {
  readonly show: (progress: ScreeningProgress) => void;
  /** Takes the bar off the screen again. */
  readonly close: () => void;
}

const firstShownAfterMs = 2_000;
const lineEveryMs = 5_000;

/** Shows how far a screening is once it takes longer: a bar on a terminal, else a line every few seconds. */
export function progressDisplay(stream: WriteStream): ProgressDisplay {
  const startedAt = performance.now();
  return stream.isTTY ? bar(stream, startedAt) : lines(stream, startedAt);
}

function bar(stream: WriteStream, startedAt: number): ProgressDisplay {
  const single = new SingleBar({
    stream,
    format: 'screening {bar} {percentage}% | {value} of {total} rows | {eta_formatted} left',
    hideCursor: true,
    clearOnComplete: true,
    // Whoever screens handles signals; the bar must not.
    gracefulExit: false,
  });
  let shown = false;
  return {
    show: ({ rowsDone, rowCount }) => {
      if (shown) single.update(rowsDone);
      else if (performance.now() - startedAt >= firstShownAfterMs) {
        shown = true;
        single.start(rowCount, rowsDone);
      }
    },
    close: () => {
      if (shown) single.stop();
    },
  };
}

function lines(stream: WriteStream, startedAt: number): ProgressDisplay {
  let nextAt = startedAt + lineEveryMs;
  return {
    show: ({ rowsDone, rowCount }) => {
      if (performance.now() < nextAt) return;
      nextAt = performance.now() + lineEveryMs;
      stream.write(`screened ${rowsDone.toLocaleString('en')} of ${rowCount.toLocaleString('en')} rows\n`);
    },
    close: () => undefined,
  };
}
