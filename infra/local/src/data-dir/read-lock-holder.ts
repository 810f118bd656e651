import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { processStartTime } from './process-start-time.ts';

const lockFile = z.object({ pid: z.number().int().positive(), startedAt: z.string() });

export type LockState =
  | { readonly alive: true; readonly pid: number; readonly text: string }
  | { readonly alive: false; readonly text: string };

/** Who holds a lock file, if whoever wrote it still lives. A missing or unreadable file is held by nobody. */
export function readLockHolder(file: string): LockState {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
    const { pid, startedAt } = lockFile.parse(JSON.parse(text));
    if (processStartTime(pid) === startedAt) return { alive: true, pid, text };
  } catch {
    // Missing, half written by an older version, or not ours: nobody who could be asked holds it.
  }
  return { alive: false, text };
}
