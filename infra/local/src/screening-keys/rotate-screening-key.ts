import { join } from 'node:path';
import { addWrappingKey } from '@hearthgate/gateway/administration';
import { acquireLock } from '../data-dir/acquire-lock.ts';
import { dataDirPaths } from '../data-dir/data-dir-paths.ts';
import { LocalError } from '../errors.ts';
import { readScreeningKeyFile, writeScreeningKeyFile } from './screening-key-file.ts';

/**
 * Makes a new version of the key that screenings' own keys are wrapped under, and returns it: screenings that are begun
 * from now on are under it, those that are there stay under theirs.
 *
 * Errors: `KEYS_LOST`, `BUSY`, `DATA_DIR_UNUSABLE`.
 */
export function rotateScreeningKey(dataDir: string): number {
  const paths = dataDirPaths(dataDir);
  const lock = acquireLock({
    file: join(paths.registerLocks, 'wrapping-screening'),
    refusal: (pid) =>
      new LocalError('BUSY', `wrapping/screening is being rotated by process ${String(pid)}: try again`),
  });
  try {
    const known = readScreeningKeyFile(dataDir);
    if (!known) {
      throw new LocalError('KEYS_LOST', `${paths.screeningKeys} is missing: start once to make a first key`);
    }
    const keys = addWrappingKey(known, new Date());
    writeScreeningKeyFile(dataDir, keys);
    return keys.at(-1)?.version ?? 0;
  } finally {
    lock.release();
  }
}
