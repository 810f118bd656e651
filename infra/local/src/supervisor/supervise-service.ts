import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { LocalError } from '../errors.ts';
import { forkService } from './fork-service.ts';
import { lastLogLine } from './last-log-line.ts';
import { limits as defaultLimits, type SupervisorLimits } from './limits.ts';
import type { ServiceSpec } from './service-spec.ts';
import { watchHealth } from './watch-health.ts';

export interface SuperviseServiceOptions {
  readonly spec: ServiceSpec;
  readonly logFolder: string;
  /** Called each time the service is ready, the first time included. */
  readonly onReady: (pid: number) => void;
  /** One line for whoever watches, at every restart. */
  readonly onEvent: (line: string) => void;
  readonly limits?: SupervisorLimits;
}

export interface SupervisedService {
  readonly name: string;
  /** Resolves when the service is ready for the first time; rejects with `SERVICE_FAILED` when it ends before that. */
  readonly ready: Promise<void>;
  /** Closes the service, kills it if it does not close, and resolves when its process is gone. May be repeated. */
  stop(): Promise<void>;
}

/**
 * Starts a service and keeps it running: one that dies is started again, with a growing delay while it keeps dying;
 * one that no longer answers is killed first. Only a service that was never ready is given up, and the last line of its
 * log says why.
 */
export function superviseService(options: SuperviseServiceOptions): SupervisedService {
  const { spec, limits = defaultLimits } = options;
  const stopping = new AbortController();
  const first = Promise.withResolvers<undefined>();
  // Whoever stops a service while it starts does not wait for it to be ready.
  first.promise.catch(() => undefined);
  const running = keepRunning(options, limits, stopping.signal, first).catch(first.reject);
  return {
    name: spec.name,
    ready: first.promise,
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

async function keepRunning(
  options: SuperviseServiceOptions,
  limits: SupervisorLimits,
  stopping: AbortSignal,
  first: PromiseWithResolvers<undefined>,
): Promise<void> {
  const { spec, logFolder, onReady, onEvent } = options;
  const logFile = join(logFolder, `${spec.name}.log`);
  let wasReady = false;
  let restartDelayMs = limits.firstRestartDelayMs;
  while (!stopping.aborted) {
    const life = await liveOnce({
      fork: () => forkService({ spec, logFile, maxLogBytes: limits.maxLogBytes }),
      spec,
      limits,
      stopping,
      onReady: (pid) => {
        wasReady = true;
        onReady(pid);
        first.resolve(undefined);
      },
    });
    if (stopping.aborted) return;
    if (!wasReady) throw new LocalError('SERVICE_FAILED', failure(spec.name, life.end, logFile));
    if (life.readyForMs >= limits.healthyAfterMs) restartDelayMs = limits.firstRestartDelayMs;
    onEvent(`${spec.name} ${life.end}; starting it again in ${restartDelayMs / 1000} s (log: ${logFile})`);
    await delay(restartDelayMs, undefined, { signal: stopping }).catch(() => undefined);
    restartDelayMs = Math.min(restartDelayMs * 2, limits.maxRestartDelayMs);
  }
}

function failure(name: string, end: string, logFile: string): string {
  const lastLine = lastLogLine(logFile);
  return lastLine
    ? `${name} did not start: ${lastLine}`
    : `${name} did not start: it ${end} (log: ${logFile})`;
}

interface Life {
  /** What became of it, to follow its name in a sentence. */
  readonly end: string;
  readonly readyForMs: number;
}

interface LiveOnceOptions {
  readonly fork: () => ChildProcess;
  readonly spec: ServiceSpec;
  readonly limits: SupervisorLimits;
  readonly stopping: AbortSignal;
  readonly onReady: (pid: number) => void;
}

/** One process from its start to its end. */
async function liveOnce({ fork, spec, limits, stopping, onReady }: LiveOnceOptions): Promise<Life> {
  let child: ChildProcess;
  try {
    child = fork();
  } catch (error) {
    return {
      end: `could not be started (${error instanceof Error ? error.message : String(error)})`,
      readyForMs: 0,
    };
  }
  const ended = new AbortController();
  const end = endOf(child).finally(() => {
    ended.abort();
  });
  let reason: string | undefined;
  const kill = (because: string): void => {
    reason = because;
    child.kill('SIGKILL');
  };
  const slowStart = setTimeout(() => {
    kill('was not ready in time and was killed');
  }, limits.startTimeoutMs);
  const close = (): void => {
    closeChild(child, limits.stopTimeoutMs, end);
  };
  if (stopping.aborted) close();
  else stopping.addEventListener('abort', close, { once: true });

  let readyAt: number | undefined;
  child.on('message', (message) => {
    if (message !== 'ready' || readyAt !== undefined || child.pid === undefined) return;
    clearTimeout(slowStart);
    readyAt = performance.now();
    onReady(child.pid);
    const signal = AbortSignal.any([ended.signal, stopping]);
    void watchHealth({ probe: spec.probe, limits, signal }).then((frozen) => {
      if (frozen) kill('no longer answered and was killed');
    });
  });

  const how = await end;
  clearTimeout(slowStart);
  stopping.removeEventListener('abort', close);
  return { end: reason ?? how, readyForMs: readyAt === undefined ? 0 : performance.now() - readyAt };
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      resolve(signal === null ? `ended with exit code ${String(code)}` : `was ended by ${signal}`);
    });
    child.on('error', (error) => {
      if (child.pid === undefined) resolve(`could not be started (${error.message})`);
    });
  });
}

function closeChild(child: ChildProcess, timeoutMs: number, end: Promise<string>): void {
  child.kill('SIGTERM');
  // A frozen process would wake up to the signal only when something lets it go on.
  child.kill('SIGCONT');
  const impatience = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  void end.finally(() => {
    clearTimeout(impatience);
  });
}
