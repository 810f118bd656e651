import type { WriteStream } from 'node:tty';

export interface RowCounter {
  readonly show: (rowsRead: number) => void;
  /** Takes the count off the screen again. */
  readonly clear: () => void;
}

const firstShownAfterMs = 500;
const shownEveryMs = 200;

/** Shows on a terminal how far an import is, once it takes longer; shows nothing where nobody watches. */
export function rowCounter(stream: WriteStream): RowCounter {
  let nextAt = performance.now() + firstShownAfterMs;
  let shown = false;
  return {
    show: (rowsRead) => {
      if (!stream.isTTY || performance.now() < nextAt) return;
      nextAt = performance.now() + shownEveryMs;
      shown = true;
      stream.write(`\r${rowsRead.toLocaleString('en')} rows read`);
    },
    clear: () => {
      if (shown) stream.write('\r\u001b[K');
    },
  };
}
