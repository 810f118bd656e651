import { dataDirPaths } from '../data-dir/data-dir-paths.ts';
import { readJsonFile } from '../data-dir/read-json-file.ts';
import { readLockHolder } from '../data-dir/read-lock-holder.ts';
import { LocalError } from '../errors.ts';
import { type RunFile, runFileSchema } from './run-file.ts';

export type { RunFile };

/**
 * What the running system of a data directory wrote into `run.json`.
 * Throws `NOT_RUNNING` also when the file was left behind by a system that was killed.
 */
export function readRunFile(dataDir: string): RunFile {
  const paths = dataDirPaths(dataDir);
  const running = readLockHolder(paths.lock).alive ? readJsonFile(paths.runFile, runFileSchema) : undefined;
  if (running) return running;
  throw new LocalError(
    'NOT_RUNNING',
    `nothing runs in ${dataDir}: start it with "hearthgate start", or name the right --data-dir`,
  );
}
