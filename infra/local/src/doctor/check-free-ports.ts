import type { LocalConfig } from '../config.ts';
import { LocalError } from '../errors.ts';
import { listeners } from '../start/listeners.ts';
import { checkPorts } from '../supervisor/check-ports.ts';
import { type Finding, ok, problem } from './finding.ts';

/** For a system that does not run: whether its ports are free. */
export async function checkFreePorts(config: LocalConfig): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const entry of listeners(config)) {
    try {
      await checkPorts({ ports: new Map([entry]), patienceMs: 0 });
    } catch (error) {
      if (!(error instanceof LocalError)) throw error;
      findings.push(problem('ports', error.message));
    }
  }
  if (findings.length > 0) return findings;
  return [ok('ports', `free, from ${String(config.portBase)} on`)];
}
