import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { LocalError } from '../errors.ts';
import { processStartTime } from './process-start-time.ts';
import { readLockHolder } from './read-lock-holder.ts';

export interface Lock {
  /** Whether a holder that died without releasing was found in the way. */
  readonly wasStale: boolean;
  release(): void;
}

export interface AcquireLockOptions {
  readonly file: string;
  /** What to tell whoever comes second; gets the holder's process id. */
  readonly refusal: (pid: number) => LocalError;
}

/**
 * Takes a lock file for this process, or throws the caller's refusal while a living process holds it. A holder is
 * known by process id and start time, so neither a kill nor a reused id leaves the lock in the way.
 *
 * This does NOT hold between machines or containers that share the folder: their process ids mean nothing here.
 */
export function acquireLock(options: AcquireLockOptions): Lock {
  const { file } = options;
  const mine = JSON.stringify({ pid: process.pid, startedAt: processStartTime(process.pid) ?? '' });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, mine, { mode: 0o600 });
  let wasStale = false;
  try {
    // Linking makes the file appear with its content or not at all; a bounded number of rounds, because each
    // failure means that another process did something in between.
    for (let round = 0; round < 5; round += 1) {
      if (linked(draft, file)) return { wasStale, release: () => releaseLock(file, mine) };
      const holder = readLockHolder(file);
      if (holder.alive) throw options.refusal(holder.pid);
      wasStale = true;
      removeStale(file, holder.text);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  throw new LocalError('BUSY', `${file} is fought over by other processes: try again`);
}

function linked(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Moves the file aside first: of two processes that saw the same stale lock, the slower may hold a fresh one now. */
function removeStale(file: string, text: string): void {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (readLockHolder(aside).text !== text) linked(aside, file);
  rmSync(aside, { force: true });
}

function releaseLock(file: string, mine: string): void {
  if (readLockHolder(file).text === mine) rmSync(file, { force: true });
}
