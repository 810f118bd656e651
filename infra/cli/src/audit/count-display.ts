import type { WriteStream } from 'node:tty';

const firstShownAfterMs = 2_000;
const lineEveryMs = 2_000;

/** Says how far something has come whose end is not known, once it takes longer: a line every two seconds. */
export function countDisplay(stream: Pick<WriteStream, 'write'>): (what: string, count: number) => void {
  let nextAt = performance.now() + firstShownAfterMs;
  return (what, count) => {
    if (performance.now() < nextAt) return;
    nextAt = performance.now() + lineEveryMs;
    stream.write(`${count.toLocaleString('en')} ${what} read\n`);
  };
}
