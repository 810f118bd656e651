import { parseSigningKeys, type StoredSigningKey } from '@hearthgate/gateway/administration';
import { writePrivateFile } from '../client-keys/write-private-file.ts';
import { dataDirPaths } from '../data-dir/data-dir-paths.ts';
import { readKeyFile } from '../data-dir/read-key-file.ts';

/** The gateway's signing keys, oldest first; `undefined` when there is no file yet. Throws `DATA_DIR_UNUSABLE`. */
export function readSigningKeyFile(dataDir: string): readonly StoredSigningKey[] | undefined {
  return readKeyFile(dataDirPaths(dataDir).signingKeys, parseSigningKeys);
}

/** Readers see the old keys or the new ones, whole; only their owner can read them. */
export function writeSigningKeyFile(dataDir: string, keys: readonly StoredSigningKey[]): void {
  writePrivateFile(dataDirPaths(dataDir).signingKeys, `${JSON.stringify(keys, null, 2)}\n`);
}
