import { readdirSync, readFileSync } from 'node:fs';

/** Of /proc/<pid>/stat, without the name, which may hold spaces: state, parent … */
function statOf(pid: number | string): readonly string[] {
  const text = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

const microsecondsOf = (fields: readonly string[], places: readonly number[]): number =>
  places.reduce((sum, place) => sum + Number(fields[place]), 0) * 10_000;

/** Microseconds of CPU, user and system, that a process has used. The kernel counts in hundredths of a second. */
export function processCpu(pid: number): number {
  return microsecondsOf(statOf(pid), [11, 12]);
}

/** The same of a process, all that it has started, and those of them that have ended. */
export function processTreeCpu(pid: number): number {
  let microseconds = microsecondsOf(statOf(pid), [11, 12, 13, 14]);
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const fields = statOf(entry);
      if (fields[1] === String(pid)) microseconds += microsecondsOf(fields, [11, 12]);
    } catch {
      // It has ended meanwhile.
    }
  }
  return microseconds;
}
