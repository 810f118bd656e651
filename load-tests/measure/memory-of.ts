import { readFileSync } from 'node:fs';

/**
 * Resident memory of processes that belong together, in bytes. Pages that they share (Postgres's buffers, the program
 * itself) count once: the sum of what each has alone, and the largest of the shared parts. Of one process it is its RSS.
 */
export function memoryOf(pids: readonly number[]): number {
  let own = 0;
  let file = 0;
  let shared = 0;
  for (const pid of pids) {
    const status = readStatus(pid);
    own += kilobytes(status, 'RssAnon');
    file = Math.max(file, kilobytes(status, 'RssFile'));
    shared = Math.max(shared, kilobytes(status, 'RssShmem'));
  }
  return (own + file + shared) * 1024;
}

const kilobytes = (status: string, field: string): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);

function readStatus(pid: number): string {
  try {
    return readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  } catch {
    return '';
  }
}
