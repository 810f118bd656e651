import { existsSync, readFileSync } from 'node:fs';
import { parseSigningKeys, type StoredSigningKey } from '@hearthgate/gateway/administration';
import { writePrivateFile } from '../client-keys/write-private-file.ts';
import { dataDirPaths } from '../data-dir/data-dir-paths.ts';
import { LocalError } from '../errors.ts';

/**
 * The gateway's signing keys, oldest first; `undefined` when there is no file yet.
 * Throws `DATA_DIR_UNUSABLE` for a file that is not what it should be; the message repeats nothing of its content.
 */
export function readSigningKeyFile(dataDir: string): readonly StoredSigningKey[] | undefined {
  const file = dataDirPaths(dataDir).signingKeys;
  if (!existsSync(file)) return undefined;
  try {
    return parseSigningKeys(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === undefined && error instanceof Error
        ? error.message
        : 'it cannot be read: check its permissions';
    throw new LocalError('DATA_DIR_UNUSABLE', `${file}: ${reason}`);
  }
}

/** Readers see the old keys or the new ones, whole; only their owner can read them. */
export function writeSigningKeyFile(dataDir: string, keys: readonly StoredSigningKey[]): void {
  writePrivateFile(dataDirPaths(dataDir).signingKeys, `${JSON.stringify(keys, null, 2)}\n`);
}
