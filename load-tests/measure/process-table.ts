import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessUse {
  readonly parent: number;
  /** Its own, and that of children that ended and were waited for. */
  readonly cpuMs: number;
  readonly endedChildrenCpuMs: number;
}

/** Linux counts for user space in hundredths of a second, whatever its own clock does. */
const msPerTick = 10;

/** Every process of this machine, from /proc. The kernel keeps their sum of user and system time exact to a tick. */
export function processTable(): ReadonlyMap<number, ProcessUse> {
  const table = new Map<number, ProcessUse>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = readStat(entry);
    if (stat === undefined) continue;
    // The name, in parentheses, may hold spaces and parentheses: what counts comes after the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = (index: number): number => Number(fields[index]) * msPerTick;
    table.set(Number(entry), {
      parent: Number(fields[1]),
      cpuMs: ticks(11) + ticks(12),
      endedChildrenCpuMs: ticks(13) + ticks(14),
    });
  }
  return table;
}

function readStat(pid: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    // It ended meanwhile.
    return undefined;
  }
}
