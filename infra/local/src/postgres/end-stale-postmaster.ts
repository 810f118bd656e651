import { setTimeout as delay } from 'node:timers/promises';
import { findPostmaster } from './find-postmaster.ts';

/** From the polite to the last resort (Postgres' fast and immediate shutdown, then a kill), and how long each may take. */
const steps = [
  { signal: 'SIGINT', patienceMs: 10_000 },
  { signal: 'SIGQUIT', patienceMs: 5_000 },
  { signal: 'SIGKILL', patienceMs: 5_000 },
] as const;

/**
 * Ends the Postgres that an earlier process left behind on this cluster folder, cleanly where it can.
 * The caller must hold the installation's lock: a server in use would be ended all the same.
 * Returns whether there was one.
 */
export async function endStalePostmaster(clusterDir: string): Promise<boolean> {
  const pid = findPostmaster(clusterDir);
  if (pid === undefined) return false;
  for (const { signal, patienceMs } of steps) {
    const deadline = performance.now() + patienceMs;
    send(pid, signal);
    // A frozen server takes no signal but this one and a kill.
    send(pid, 'SIGCONT');
    while (performance.now() < deadline) {
      if (findPostmaster(clusterDir) !== pid) return true;
      await delay(50);
    }
  }
  throw new Error(`an old Postgres (process ${pid}) on ${clusterDir} does not end: end it by hand`);
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended in the meantime.
  }
}
