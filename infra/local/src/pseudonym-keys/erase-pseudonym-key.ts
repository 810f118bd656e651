import type { HouseholdAgency } from '@hearthgate/schema';
import { LocalError } from '../errors.ts';
import { lockRegister } from '../registers/lock-register.ts';
import { readStoredKeys, removeStoredKey, storedKeysFile } from './stored-keys.ts';

/**
 * Erases a retired version of an agency's pseudonym key: refs under it, in access records and wherever they leaked to,
 * can never be led back to a person again. Errors: `UNKNOWN_KEY` for one that is not there or still in use, `KEYS_LOST`,
 * `BUSY`.
 */
export function erasePseudonymKey(dataDir: string, agency: HouseholdAgency, version: number): void {
  const lock = lockRegister(dataDir, agency);
  try {
    const stored = readStoredKeys(dataDir, agency);
    if (!stored) {
      throw new LocalError(
        'KEYS_LOST',
        `${storedKeysFile(dataDir, agency)} is missing: restore it from a backup`,
      );
    }
    const key = `pseudonym/${agency}@${String(version)}`;
    const index = stored.findIndex((known) => known.version === version);
    if (index === -1) throw new LocalError('UNKNOWN_KEY', `there is no ${key}: see "hearthgate keys list"`);
    if (index >= stored.length - 2) {
      throw new LocalError('UNKNOWN_KEY', `${key} is still answered: rotate the key first`);
    }
    removeStoredKey(dataDir, agency, version);
  } finally {
    lock.release();
  }
}
