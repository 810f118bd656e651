import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, openSync, renameSync, statSync } from 'node:fs';
import type { ServiceSpec } from './service-spec.ts';

export interface ForkServiceOptions {
  readonly spec: ServiceSpec;
  readonly logFile: string;
  /** A log that is longer when the service starts is put aside as `.1`, in place of the one before. */
  readonly maxLogBytes: number;
}

/**
 * Cedar, which is WebAssembly, answers some hundred questions while a service starts and hardly one afterwards. By V8's own
 * measure that is enough to compile it once more, for speed, which takes longer than all the answers.
 */
const execArgv = ['--wasm-tiering-budget=100000000'] as const;

/**
 * Starts a service in a process group of its own, so that Ctrl-C in a terminal reaches the supervisor alone and it can
 * stop everything in order. The service writes its log itself: a slow or frozen supervisor never blocks it.
 */
export function forkService({ spec, logFile, maxLogBytes }: ForkServiceOptions): ChildProcess {
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > maxLogBytes) {
    renameSync(logFile, `${logFile}.1`);
  }
  const log = openSync(logFile, 'a', 0o600);
  try {
    return fork(spec.entry, [], {
      env: spec.env,
      execArgv: [...execArgv],
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
    });
  } finally {
    closeSync(log);
  }
}
