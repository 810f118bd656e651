import type { HouseholdAgency } from '@hearthgate/schema';
import { rekeyRegister } from '@hearthgate/subgraph-kit/registers';
import { loadKeyRings } from '../pseudonym-keys/load-key-rings.ts';
import { addStoredKey } from '../pseudonym-keys/stored-keys.ts';
import { runningDatabaseUrls } from '../run-file/running-database-urls.ts';
import { lockRegister } from './lock-register.ts';

export interface RotatePseudonymKeyOptions {
  readonly dataDir: string;
  readonly agency: HouseholdAgency;
}

/**
 * Gives an agency a new pseudonym key while everything runs, and returns its version. The agency answers under the old
 * and the new version before enrollment begins to give out the new one, so no request in between fails.
 *
 * Stopped half-way, it leaves a system that answers under the old version; rotating again puts it right.
 *
 * Errors: `NOT_RUNNING`, `BUSY`, `KEYS_LOST`.
 */
export async function rotatePseudonymKey({ dataDir, agency }: RotatePseudonymKeyOptions): Promise<number> {
  const urls = runningDatabaseUrls(dataDir);
  const agencyLock = lockRegister(dataDir, agency);
  try {
    const enrollmentLock = lockRegister(dataDir, 'enrollment');
    try {
      loadKeyRings(dataDir);
      const version = addStoredKey(dataDir, agency);
      const keyRings = loadKeyRings(dataDir);
      await rekeyRegister({
        databaseUrl: urls.ownerOf(agency),
        agency,
        keyRings: { [agency]: keyRings[agency] },
      });
      await rekeyRegister({ databaseUrl: urls.ownerOf('enrollment'), agency: 'enrollment', keyRings });
      return version;
    } finally {
      enrollmentLock.release();
    }
  } finally {
    agencyLock.release();
  }
}
