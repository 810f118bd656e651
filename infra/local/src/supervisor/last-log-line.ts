import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** The last line of a log that is not blank, at most a few hundred characters of it; empty when there is none. */
export function lastLogLine(file: string): string {
  const maxBytes = 4_096;
  let log: number;
  try {
    log = openSync(file, 'r');
  } catch {
    return '';
  }
  try {
    const tail = Buffer.alloc(maxBytes);
    const start = Math.max(0, fstatSync(log).size - maxBytes);
    const length = readSync(log, tail, 0, maxBytes, start);
    const lines = tail.toString('utf8', 0, length).split('\n');
    return lines.findLast((line) => line.trim() !== '')?.slice(0, 400) ?? '';
  } finally {
    closeSync(log);
  }
}
