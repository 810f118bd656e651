import { join } from 'node:path';
import { addSigningKey } from '@hearthgate/gateway/administration';
import { acquireLock } from '../data-dir/acquire-lock.ts';
import { dataDirPaths } from '../data-dir/data-dir-paths.ts';
import { LocalError } from '../errors.ts';
import { readSigningKeyFile, writeSigningKeyFile } from './signing-key-file.ts';

/**
 * Gives the gateway a new signing key and returns its version. A running gateway takes it up by itself: it publishes
 * the key at once, signs with it some seconds later, and publishes the one before until no token under it lives.
 *
 * Errors: `KEYS_LOST`, `BUSY`, `DATA_DIR_UNUSABLE`.
 */
export function rotateSigningKey(dataDir: string): number {
  const paths = dataDirPaths(dataDir);
  const known = readSigningKeyFile(dataDir);
  if (!known) {
    throw new LocalError('KEYS_LOST', `${paths.signingKeys} is missing: start once to make a first key`);
  }
  const lock = acquireLock({
    file: join(paths.registerLocks, 'signing-gateway'),
    refusal: (pid) =>
      new LocalError('BUSY', `signing/gateway is being rotated by process ${String(pid)}: try again`),
  });
  try {
    const keys = addSigningKey(readSigningKeyFile(dataDir) ?? known, new Date());
    writeSigningKeyFile(dataDir, keys);
    return keys.at(-1)?.version ?? 0;
  } finally {
    lock.release();
  }
}
