import type { WriteStream } from 'node:tty';
import cliProgress, { SingleBar } from 'cli-progress';
import type { ScreeningProgress } from './screen-roster.ts';

export interface ProgressDisplay {
  readonly show: (progress: ScreeningProgress) => void;
  /** Takes the bar off the screen again. */
  readonly close: () => void;
}

const firstShownAfterMs = 2_000;
const lineEveryMs = 5_000;

const words = {
  upload: { doing: 'uploading', done: 'uploaded', unit: 'bytes' },
  screening: { doing: 'screening', done: 'screened', unit: 'rows' },
} as const;

/** Shows how far a screening is once it takes longer: a bar on a terminal, else a line every few seconds. */
export function progressDisplay(stream: WriteStream): ProgressDisplay {
  const startedAt = performance.now();
  return stream.isTTY ? bar(stream, startedAt) : lines(stream, startedAt);
}

function bar(stream: WriteStream, startedAt: number): ProgressDisplay {
  let shown: { readonly of: ScreeningProgress['of']; readonly single: SingleBar } | undefined;
  const close = (): void => {
    shown?.single.stop();
    shown = undefined;
  };
  return {
    show: ({ of, done, total }) => {
      if (shown?.of === of) shown.single.update(done);
      else if (performance.now() - startedAt >= firstShownAfterMs && total > 0) {
        close();
        shown = { of, single: singleBar(stream, of) };
        shown.single.start(total, done);
      }
    },
    close,
  };
}

function singleBar(stream: WriteStream, of: ScreeningProgress['of']): SingleBar {
  const { doing, unit } = words[of];
  return new SingleBar({
    stream,
    format: `${doing} {bar} {percentage}% | {value} of {total} ${unit} | {eta_formatted} left`,
    // Before two states differ nothing can be told; the library would say 0 or infinity.
    formatTime: (seconds, options, roundTo) =>
      Number.isFinite(seconds) && seconds > 0
        ? cliProgress.Format.TimeFormat(seconds, options, roundTo)
        : '…',
    hideCursor: true,
    clearOnComplete: true,
    // Whoever screens handles signals; the bar must not.
    gracefulExit: false,
  });
}

function lines(stream: WriteStream, startedAt: number): ProgressDisplay {
  let nextAt = startedAt + lineEveryMs;
  return {
    show: ({ of, done, total }) => {
      if (performance.now() < nextAt) return;
      nextAt = performance.now() + lineEveryMs;
      const { done: verb, unit } = words[of];
      const ofTotal = total > 0 ? ` of ${total.toLocaleString('en')}` : '';
      stream.write(`${verb} ${done.toLocaleString('en')}${ofTotal} ${unit}\n`);
    },
    close: () => undefined,
  };
}
