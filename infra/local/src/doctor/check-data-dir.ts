import { accessSync, constants, existsSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type DataDirPaths, dataDirPaths } from '../data-dir/data-dir-paths.ts';
import { readSecrets } from '../data-dir/read-secrets.ts';
import { LocalError } from '../errors.ts';
import { checkPostgresCanEnter } from '../postgres/check-postgres-can-enter.ts';
import { type Finding, ok, problem } from './finding.ts';

const leastFreeBytes = 1_000_000_000;

/** The data directory: there, ours, closed to others where it holds secrets, with room to write. */
export function checkDataDir(dataDir: string): Finding[] {
  const paths = dataDirPaths(dataDir);
  if (!existsSync(dataDir)) {
    const parent = nearestFolder(dataDir);
    const findings = isWritable(parent)
      ? ok('data directory', `${dataDir} is not there yet; the first start makes it`)
      : problem('data directory', `${dataDir} cannot be made in ${parent}: choose another with --data-dir`);
    return [findings, postgresUser(dataDir)];
  }
  if (!isWritable(dataDir)) {
    return [
      problem(
        'data directory',
        `${dataDir} cannot be written: give it to this user, or choose another with --data-dir`,
      ),
    ];
  }
  return [ok('data directory', dataDir), diskSpace(dataDir), secretFiles(paths), postgresUser(dataDir)];
}

function nearestFolder(path: string): string {
  return existsSync(path) ? path : nearestFolder(dirname(path));
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}

function diskSpace(dataDir: string): Finding {
  const { bavail, bsize } = statfsSync(dataDir);
  const free = bavail * bsize;
  const gigabytes = `${(free / 1e9).toFixed(1)} GB free`;
  return free >= leastFreeBytes
    ? ok('disk', gigabytes)
    : problem('disk', `${gigabytes}: make room, or move the data directory to another disk`);
}

function secretFiles(paths: DataDirPaths): Finding {
  const folders = [paths.keys, paths.clients].filter((folder) => existsSync(folder));
  const files = [paths.secrets, paths.issuerKeys, paths.signingKeys].filter((file) => existsSync(file));
  const inFolders = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  const open = [...folders, ...files, ...inFolders].find((path) => (statSync(path).mode & 0o077) !== 0);
  if (open !== undefined) return problem('secrets', `others may read ${open}: run chmod go= ${open}`);
  try {
    readSecrets(paths.root);
  } catch (error) {
    if (!(error instanceof LocalError)) throw error;
    return problem('secrets', error.message);
  }
  return ok('secrets', 'keys and passwords are closed to others');
}

function postgresUser(dataDir: string): Finding {
  try {
    checkPostgresCanEnter(dataDir);
    return ok('postgres files', 'within reach of the user that runs Postgres');
  } catch (error) {
    if (!(error instanceof LocalError)) throw error;
    return problem('postgres files', error.message);
  }
}
