import { readFileSync } from 'node:fs';

/** The most resident memory that a process ever had, in bytes: between two samples too. 0 for one that is gone. */
export function peakMemoryOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
