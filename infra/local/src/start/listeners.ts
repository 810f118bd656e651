import type { LocalConfig } from '../config.ts';
import { systemPorts } from './ports.ts';

/** What a start is going to listen on, by service. */
export function listeners(config: LocalConfig): ReadonlyMap<string, number> {
  const {
    gateway,
    issuer,
    console: consolePort,
    operations,
    screeningWorker,
    agencies,
    postgres,
  } = systemPorts(config.portBase);
  const ports = new Map([
    ['gateway', gateway],
    ['issuer', issuer],
    ['console', consolePort],
    ['operations', operations],
    ['screening-worker', screeningWorker],
    ...Object.entries(agencies),
  ]);
  if (config.databaseUrl === undefined) ports.set('postgres', postgres);
  return ports;
}
