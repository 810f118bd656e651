import { addSigningKey } from '@hearthgate/gateway/administration';
import { readSigningKeyFile, writeSigningKeyFile } from './signing-key-file.ts';

/**
 * Makes the gateway's first signing key where there is none. A lost file costs nothing: agencies fetch whatever the
 * gateway publishes. Throws `DATA_DIR_UNUSABLE` for a broken one.
 */
export function prepareSigningKeys(dataDir: string): void {
  if (readSigningKeyFile(dataDir) === undefined) {
    writeSigningKeyFile(dataDir, addSigningKey([], new Date()));
  }
}
