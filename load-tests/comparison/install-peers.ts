import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadTestConfig } from '../config.ts';
import { limits } from '../limits.ts';
import { findProgram } from '../processes/find-program.ts';
import { runCommand } from '../processes/run-command.ts';
import type { Progress } from '../report/progress.ts';
import { peersPackage } from './peers-package.ts';

/** Installs the peers at the first time, by their lock file. */
export async function installPeers(
  config: LoadTestConfig,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  if (existsSync(join(peersPackage, 'node_modules', '.package-lock.json'))) return;
  progress.line('installing the peers (once, some 660 MB)');
  await runCommand({
    command: findProgram('npm', config.programFolders) ?? 'npm',
    args: ['ci', '--prefix', peersPackage],
    env: config.inherited,
    timeoutMs: limits.buildTimeoutMs,
    signal,
  });
}
