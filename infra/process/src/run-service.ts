import { oneAtATime } from './one-at-a-time.ts';

/** What a service gives back once it listens. */
export interface RunningService {
  close(): Promise<void>;
  /** Takes up changed settings, at SIGHUP. Throws when they cannot be used; what was in force stays. */
  reload?(): Promise<void>;
}

/** Nobody is left to kill a service whose supervisor is gone, so it bounds its own stop. */
const stopTimeoutMs = 10_000;

/**
 * Runs one service as a process of its own: starts it, tells a supervisor `ready`, and closes it cleanly on SIGTERM,
 * SIGINT, or when the supervisor disappears, also while it is still starting. SIGHUP reloads a service that can be
 * reloaded, at the latest when it has started, and closes one that cannot. A service that cannot start says why in one
 * line and exits 1.
 */
export async function runService(start: () => RunningService | Promise<RunningService>): Promise<void> {
  let service: RunningService | undefined;
  let closing = false;
  const close = (running: RunningService): void => {
    void running.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  const stop = (): void => {
    if (closing) return;
    closing = true;
    setTimeout(() => process.exit(1), stopTimeoutMs).unref();
    if (service) close(service);
  };
  const reload = oneAtATime(async () => {
    if (service?.reload) await reloadOrSay(service.reload);
    else stop();
  });
  // One that came while the service starts may mean settings newer than those it has read.
  let reloadOnceStarted = false;
  process.on('SIGHUP', () => {
    if (service) reload();
    else reloadOnceStarted = true;
  });
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', stop);
  // The supervisor may have gone while this process was still loading its modules.
  if (process.connected === false) process.exit(0);
  try {
    service = await start();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
  if (reloadOnceStarted) reload();
  if (closing) close(service);
  else process.send?.('ready');
}

async function reloadOrSay(reload: () => Promise<void>): Promise<void> {
  try {
    await reload();
  } catch (error) {
    const kept = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${JSON.stringify({ level: 'error', notReloaded: kept })}\n`);
  }
}
