import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { limits } from '../limits.ts';
import { LoadTestError } from '../load-test-error.ts';
import type { Reaper } from './start-reaper.ts';

export interface StartProcessOptions {
  /** For messages. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Takes what the process prints. */
  readonly logFile: string;
  readonly reaper: Reaper;
  /** How long it may take to stop by itself; then it is killed. */
  readonly stopTimeoutMs?: number | undefined;
}

export interface RunningProcess extends AsyncDisposable {
  readonly name: string;
  readonly pid: number;
  /** Resolves with the exit code; `null` when a signal ended it. Never rejects. */
  readonly ended: Promise<number | null>;
  hasEnded(): boolean;
  /** The last line it printed. */
  lastLine(): string;
}

/** Starts a program in a process group of its own, watched by the reaper. Disposing stops it, in the end by SIGKILL. */
export function startProcess(options: StartProcessOptions): RunningProcess {
  const { name, command, args, env, cwd, logFile, reaper } = options;
  const { stopTimeoutMs = limits.stopTimeoutMs } = options;
  const log = openSync(logFile, 'a');
  const child = spawn(command, args, { detached: true, env, cwd, stdio: ['ignore', log, log] });
  closeSync(log);
  let over = false;
  const ended = new Promise<number | null>((resolve) => {
    const end = (code: number | null): void => {
      over = true;
      if (child.pid !== undefined) reaper.forget(child.pid);
      resolve(code);
    };
    child.once('exit', end);
    child.once('error', () => {
      end(null);
    });
  });
  if (child.pid === undefined) throw new LoadTestError(`${name}: ${command} cannot be run`);
  const { pid } = child;
  reaper.watch(pid);
  const stop = async (): Promise<void> => {
    if (over) return;
    child.kill('SIGTERM');
    await Promise.race([ended, sleep(stopTimeoutMs, undefined, { ref: false })]);
    if (over) return;
    process.kill(-pid, 'SIGKILL');
    await ended;
  };
  return {
    name,
    pid,
    ended,
    hasEnded: () => over,
    lastLine: () => readFileSync(logFile, 'utf8').trim().split('\n').at(-1) ?? '',
    [Symbol.asyncDispose]: stop,
  };
}
