import { parseWrappingKeys, type StoredWrappingKey } from '@hearthgate/gateway/administration';
import { writePrivateFile } from '../client-keys/write-private-file.ts';
import { dataDirPaths } from '../data-dir/data-dir-paths.ts';
import { readKeyFile } from '../data-dir/read-key-file.ts';

/** What screenings' own keys are wrapped under, oldest first; `undefined` before the first start. Throws `DATA_DIR_UNUSABLE`. */
export function readScreeningKeyFile(dataDir: string): readonly StoredWrappingKey[] | undefined {
  return readKeyFile(dataDirPaths(dataDir).screeningKeys, parseWrappingKeys);
}

/** Readers see the old keys or the new ones, whole; only their owner can read them. */
export function writeScreeningKeyFile(dataDir: string, keys: readonly StoredWrappingKey[]): void {
  writePrivateFile(dataDirPaths(dataDir).screeningKeys, `${JSON.stringify(keys, null, 2)}\n`);
}
