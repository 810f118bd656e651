import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The process id of the Postgres server that runs on a cluster folder; `undefined` when none does.
 * `postmaster.pid` alone proves nothing after a crash, so the process must work in that folder too.
 */
export function findPostmaster(clusterDir: string): number | undefined {
  try {
    const [line = ''] = readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(line);
    return Number.isSafeInteger(pid) && pid > 1 && worksIn(pid, clusterDir) ? pid : undefined;
  } catch {
    return undefined;
  }
}

function worksIn(pid: number, clusterDir: string): boolean {
  if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(clusterDir);
  const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return command.includes('postgres') && command.includes(clusterDir);
}
