import { accessSync, chmodSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { LocalError } from '../errors.ts';
import { dataDirPaths, type DataDirPaths } from './data-dir-paths.ts';

/**
 * Makes the data directory and its folders where they are missing, private to this user. As root the directory itself
 * lets others pass (not list), because Postgres runs as another user there.
 * Throws `DATA_DIR_UNUSABLE`.
 */
export function prepareDataDir(dataDir: string): DataDirPaths {
  const paths = dataDirPaths(dataDir);
  try {
    if (!existsSync(paths.root)) mkdirSync(paths.root, { recursive: true });
    if (!statSync(paths.root).isDirectory()) throw new Error('it is not a directory');
    accessSync(paths.root, constants.R_OK | constants.W_OK | constants.X_OK);
    chmodSync(paths.root, process.getuid?.() === 0 ? 0o711 : 0o700);
    for (const folder of [paths.logs, paths.keys, paths.clients, paths.registerLocks, paths.compileCache]) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LocalError(
      'DATA_DIR_UNUSABLE',
      `${dataDir} cannot be used as data directory (${reason}): choose another with --data-dir`,
      { cause: error },
    );
  }
  return paths;
}
