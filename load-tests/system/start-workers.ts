import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Parts } from '../measure/sampler.ts';
import { freePortBase } from '../processes/free-port-base.ts';
import { startProcess } from '../processes/start-process.ts';
import type { Reaper } from '../processes/start-reaper.ts';
import { untilReady } from '../processes/until-ready.ts';
import type { RunningSystem } from './start-system.ts';

export interface StartWorkersOptions {
  readonly system: RunningSystem;
  /** Besides the one that a system starts with. */
  readonly more: number;
  readonly reaper: Reaper;
  readonly signal: AbortSignal;
}

export interface RunningWorkers extends AsyncDisposable {
  readonly parts: Parts;
}

/** Of the channel to the supervisor, which is the first worker's alone. */
const channel = /^NODE_(CHANNEL_|UNIQUE_ID)/;

/**
 * Starts more screening workers as an operator would on another machine: the program and the settings of the one that runs,
 * which the kernel knows, and another port.
 */
export async function startWorkers(options: StartWorkersOptions): Promise<RunningWorkers> {
  const { system, more, reaper, signal } = options;
  await using started = new AsyncDisposableStack();
  const parts: Record<string, number> = {};
  const { pid } = system.runFile().screeningWorker;
  const [command = '', ...args] = listOf(pid, 'cmdline');
  const env = Object.fromEntries(
    listOf(pid, 'environ')
      .map((setting) => /^([^=]+)=(.*)$/s.exec(setting)?.slice(1) ?? [])
      .filter(([name = '']) => name !== '' && !channel.test(name)),
  ) as Record<string, string>;
  for (let n = 2; n < more + 2; n += 1) {
    const name = `screening-worker-${String(n)}`;
    const port = await freePortBase([0]);
    const running = started.use(
      startProcess({
        ...{ name, command, args, reaper },
        env: { ...env, HEARTHGATE_SCREENING_PORT: String(port) },
        logFile: join(system.folder, `${name}.log`),
      }),
    );
    await untilReady({ running, look: () => isUp(port), signal });
    parts[name] = running.pid;
  }
  const running = started.move();
  return { parts, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/** A process's arguments or environment: texts that end in a zero byte. */
const listOf = (pid: number, file: 'cmdline' | 'environ'): string[] =>
  readFileSync(`/proc/${String(pid)}/${file}`, 'utf8')
    .split('\0')
    .slice(0, -1);

async function isUp(port: number): Promise<true | undefined> {
  try {
    const { ok } = await fetch(`http://127.0.0.1:${String(port)}/healthz`);
    return ok ? true : undefined;
  } catch {
    return undefined;
  }
}
