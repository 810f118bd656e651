import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Demo } from '@hearthgate/local/config';
import { readRunFile, type RunFile } from '@hearthgate/local/run-file';
import { bareEnvironment } from './config.ts';
import { freePortBase } from './free-port-base.ts';

const bannerTimeoutMs = 120_000;

export const main = fileURLToPath(new URL('../main.ts', import.meta.url));

export interface StartedSystem {
  readonly supervisor: ChildProcess;
  readonly runFile: RunFile;
  /** Of all services, Postgres included. */
  readonly pids: readonly number[];
  output(): string;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export interface Outcome {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

export interface TestSystem extends Disposable {
  readonly dataDir: string;
  readonly portBase: number;
  environment(extra?: Record<string, string>): Record<string, string>;
  /** `hearthgate start`, up to its banner. */
  start(): Promise<StartedSystem>;
  /** What any other command said and how it ended. */
  hearthgate(...args: string[]): Promise<Outcome>;
  /** The process ids of a run file's services; they are killed on disposal, should a test have failed. */
  pidsOf(runFile: RunFile): number[];
}

/** A data directory and ports of a test file's own, for the real command line in processes of its own. */
export async function makeTestSystem(demo: Demo): Promise<TestSystem> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hearthgate-start-'));
  // As root, Postgres runs as another user, who must get through.
  chmodSync(dataDir, 0o711);
  const portBase = await freePortBase();
  const started = new Set<number>();

  const environment = (extra: Record<string, string> = {}): Record<string, string> => ({
    ...bareEnvironment(),
    HEARTHGATE_DATA_DIR: dataDir,
    HEARTHGATE_PORT_BASE: String(portBase),
    HEARTHGATE_DEMO: demo,
    // Shared by all test systems: compiling the same code in each of hundreds of processes would be most of their time.
    NODE_COMPILE_CACHE: join(tmpdir(), 'hearthgate-tests-compile-cache'),
    // On a busy machine an answer that is late would be UNKNOWN; what a late one comes to is tried elsewhere.
    HEARTHGATE_GATEWAY_REQUEST_DEADLINE_MS: '10000',
    ...extra,
  });
  const pidsOf = ({
    gateway,
    issuer,
    console: ui,
    postgres,
    screeningWorker,
    agencies,
  }: RunFile): number[] => {
    const pids = [gateway.pid, issuer.pid, ...Object.values(agencies).map(({ pid }) => pid)];
    if (postgres.pid !== null) pids.push(postgres.pid);
    if (screeningWorker) pids.push(screeningWorker.pid);
    if (ui) pids.push(ui.pid);
    for (const pid of pids) started.add(pid);
    return pids;
  };
  return {
    dataDir,
    portBase,
    environment,
    pidsOf,
    start: async () => {
      const supervisor = spawn(process.execPath, [main, 'start'], { env: environment() });
      if (supervisor.pid !== undefined) started.add(supervisor.pid);
      const output = await untilBanner(supervisor);
      const runFile = readRunFile(dataDir);
      return {
        supervisor,
        runFile,
        pids: pidsOf(runFile),
        output,
        stop: (signal) => end(supervisor, signal),
      };
    },
    hearthgate: (...args) =>
      new Promise((resolve) => {
        const child = execFile(
          process.execPath,
          [main, ...args],
          // A whole log's export, too.
          { env: environment(), maxBuffer: 256 * 1024 * 1024 },
          (_error, out, err) => {
            resolve({ exitCode: child.exitCode ?? -1, out, err });
          },
        );
      }),
    [Symbol.dispose]: () => {
      for (const pid of started) kill(pid);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Collects what a process prints, and waits for the end of a banner in it. */
export async function untilBanner(child: ChildProcess): Promise<() => string> {
  let output = '';
  const banner = Promise.withResolvers<undefined>();
  const giveUp = (): void => {
    banner.reject(new Error(`no banner: ${output}`));
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('Ctrl-C')) banner.resolve(undefined);
    });
  }
  child.once('exit', giveUp);
  const late = setTimeout(giveUp, bannerTimeoutMs);
  try {
    await banner.promise;
  } finally {
    clearTimeout(late);
    child.off('exit', giveUp);
  }
  return () => output;
}

async function end(supervisor: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  supervisor.kill(signal);
  if (supervisor.exitCode === null && supervisor.signalCode === null) await once(supervisor, 'exit');
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended, as it should.
  }
}
