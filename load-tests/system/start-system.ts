import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoadTestConfig } from '../config.ts';
import { limits } from '../limits.ts';
import { LoadTestError } from '../load-test-error.ts';
import { freePortBase } from '../processes/free-port-base.ts';
import { runCommand } from '../processes/run-command.ts';
import { startProcess } from '../processes/start-process.ts';
import type { Reaper } from '../processes/start-reaper.ts';
import { untilReady } from '../processes/until-ready.ts';
import { hearthgateCommand } from './hearthgate-command.ts';
import { readRunFile, type RunFile } from './read-run-file.ts';

export interface StartSystemOptions {
  readonly config: LoadTestConfig;
  /** What the data directory begins with. */
  readonly demo: 'lianhe' | 'none';
  /** A data directory of a stopped system, of which this one gets a copy. */
  readonly copyOf?: string;
  /** How long it may take to stop by itself. */
  readonly stopTimeoutMs?: number;
  readonly reaper: Reaper;
  readonly signal: AbortSignal;
}

export interface RunningSystem extends AsyncDisposable {
  /** For whatever a run writes; gone at its end. */
  readonly folder: string;
  readonly dataDir: string;
  /** Read anew each time: a service that was killed has another process id. */
  runFile(): RunFile;
  /** Another command on this system; resolves with what it printed. */
  command(args: readonly string[], timeoutMs?: number): Promise<string>;
}

/** The contract's distances from the port base. */
const distances = [0, 1, 2, 3, 4, 11, 12, 13, 14, 15, 90];

/** Starts the whole system as a user does, by `hearthgate start`, in a folder that goes when the run ends. */
export async function startSystem(options: StartSystemOptions): Promise<RunningSystem> {
  const { config, demo, copyOf, stopTimeoutMs, reaper, signal } = options;
  const folder = mkdtempSync(join(tmpdir(), 'hearthgate-load-'));
  reaper.remove(folder);
  // As root, Postgres runs as another user, who must be able to pass.
  chmodSync(folder, 0o711);
  const dataDir = join(folder, 'data');
  if (copyOf !== undefined) {
    await runCommand({
      command: 'cp',
      // Owners too: as root, Postgres runs as another user. In no time where the file system can share blocks.
      args: ['-a', '--reflink=auto', copyOf, dataDir],
      env: config.inherited,
      timeoutMs: limits.copyTimeoutMs,
      signal,
    });
  }
  const portBase = await freePortBase(distances);
  const running = startProcess({
    name: 'hearthgate start',
    command: process.execPath,
    args: [
      hearthgateCommand,
      'start',
      '--demo',
      demo,
      '--data-dir',
      dataDir,
      '--port-base',
      String(portBase),
    ],
    env: {
      ...config.inherited,
      NODE_ENV: 'production',
      // As if npm had started it: then it also ends when this process does.
      npm_command: 'exec',
      // For the soak's look at the heap: an inspector that is asked for takes a free port instead of the usual one.
      NODE_OPTIONS: '--inspect-port=127.0.0.1:0',
    },
    logFile: join(folder, 'start.log'),
    reaper,
    stopTimeoutMs,
  });
  const runFile = (): RunFile => {
    const found = readRunFile(dataDir);
    if (found === undefined) throw new LoadTestError(`hearthgate stopped: ${running.lastLine()}`);
    return found;
  };
  try {
    await untilReady({ running, look: () => readRunFile(dataDir), signal });
  } catch (error) {
    await running[Symbol.asyncDispose]();
    throw error;
  }
  return {
    folder,
    dataDir,
    runFile,
    command: (args, timeoutMs = limits.commandTimeoutMs) =>
      runCommand({
        command: process.execPath,
        args: [hearthgateCommand, ...args, '--data-dir', dataDir],
        env: config.inherited,
        timeoutMs,
        signal,
      }),
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  };
}
