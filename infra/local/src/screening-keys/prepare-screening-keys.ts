import { withClient } from '@hearthgate/database';
import { addWrappingKey } from '@hearthgate/gateway/administration';
import { dataDirPaths } from '../data-dir/data-dir-paths.ts';
import { LocalError } from '../errors.ts';
import { readScreeningKeyFile, writeScreeningKeyFile } from './screening-key-file.ts';

/**
 * Makes the first key that screenings' own keys are wrapped under, where there is none.
 *
 * Errors: `KEYS_LOST` when screenings are there whose keys are wrapped under one that is not: nobody could read their
 * results any more, and a new key would hide that. `DATA_DIR_UNUSABLE` for a broken file.
 */
export async function prepareScreeningKeys(dataDir: string, gatewayUrl: string): Promise<void> {
  if (readScreeningKeyFile(dataDir) !== undefined) return;
  if (await holdsScreenings(gatewayUrl)) {
    throw new LocalError(
      'KEYS_LOST',
      `${dataDirPaths(dataDir).screeningKeys} is missing, but screenings are there that were made with it: restore it from a backup`,
    );
  }
  writeScreeningKeyFile(dataDir, addWrappingKey([], new Date()));
}

function holdsScreenings(gatewayUrl: string): Promise<boolean> {
  return withClient(gatewayUrl, async (gateway) => {
    const { rowCount } = await gateway.query(
      'select from screening.screening where wrapped_key is not null limit 1',
    );
    return rowCount !== null && rowCount > 0;
  });
}
