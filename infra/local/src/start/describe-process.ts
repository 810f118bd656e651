import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface ProcessDescription {
  readonly name: string;
  /** Its parent's process id. */
  readonly parent: number;
}

/** A process's name and parent; `undefined` when there is no such process. */
export function describeProcess(pid: number): ProcessDescription | undefined {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
      const parts = /^\d+ \((.*)\) \S (\d+) /s.exec(stat);
      return parts ? { name: parts[1] ?? '', parent: Number(parts[2]) } : undefined;
    }
    const text = execFileSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], { encoding: 'utf8' });
    const [parent = '', ...name] = text.trim().split(/\s+/);
    return { name: name.join(' '), parent: Number(parent) };
  } catch {
    return undefined;
  }
}
