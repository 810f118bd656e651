import type { LocalConfig } from '../config.ts';
import { dataDirPaths } from '../data-dir/data-dir-paths.ts';
import { readLockHolder } from '../data-dir/read-lock-holder.ts';
import { checkDataDir } from './check-data-dir.ts';
import { checkDatabases } from './check-databases.ts';
import { checkFreePorts } from './check-free-ports.ts';
import { checkNode } from './check-node.ts';
import { checkServices } from './check-services.ts';
import { type Finding, ok, problem } from './finding.ts';

/** Looks at everything that an installation rests on, and changes nothing. */
export async function diagnose(config: LocalConfig): Promise<Finding[]> {
  const findings = [checkNode(process.versions.node), ...checkDataDir(config.dataDir)];
  const holder = readLockHolder(dataDirPaths(config.dataDir).lock);
  if (!holder.alive) {
    const left = holder.text === '' ? '' : ' (an earlier one was killed; the next start clears up after it)';
    findings.push(
      problem('system', `nothing runs in ${config.dataDir}${left}: start it with "hearthgate start"`),
      ...(await checkFreePorts(config)),
    );
    return findings;
  }
  findings.push(ok('system', `runs as process ${String(holder.pid)}`));
  findings.push(...(await checkServices(config.dataDir)), ...(await checkDatabases(config.dataDir)));
  return findings;
}
