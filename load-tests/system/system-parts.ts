import type { Parts } from '../measure/sampler.ts';
import type { RunningSystem } from './start-system.ts';

/** Whose CPU and memory is measured: each service, and Postgres with all its sessions. */
export function systemParts(system: RunningSystem): Parts {
  const { gateway, screeningWorker, agencies, postgres, issuer } = system.runFile();
  return {
    gateway: gateway.pid,
    'screening-worker': screeningWorker.pid,
    ...Object.fromEntries(Object.entries(agencies).map(([name, { pid }]) => [name, pid])),
    postgres: postgres.pid,
    issuer: issuer.pid,
  };
}
