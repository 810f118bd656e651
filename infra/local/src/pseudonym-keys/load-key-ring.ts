import type { HouseholdAgency } from '@hearthgate/schema';
import { parseKeyRing, type PseudonymKeyRing } from '@hearthgate/subgraph-kit/registers';
import { LocalError } from '../errors.ts';
import { readStoredKeys, storedKeysFile } from './stored-keys.ts';

/**
 * An agency's current and previous pseudonym key.
 * Throws `KEYS_LOST` when there is no key file: making a new key here would turn every YES of a register that was
 * imported under the old one into a NO.
 */
export function loadKeyRing(dataDir: string, agency: HouseholdAgency): PseudonymKeyRing {
  const stored = readStoredKeys(dataDir, agency);
  if (!stored) {
    throw new LocalError(
      'KEYS_LOST',
      `${storedKeysFile(dataDir, agency)} is missing: restore it from a backup, or start once to make a first key`,
    );
  }
  return parseKeyRing(JSON.stringify(stored));
}
