import type { HouseholdAgency } from '@hearthgate/schema';
import { ImportRefused } from './import-refused.ts';
import type { PseudonymKeyRing } from '../pseudonym/pseudonym-key.ts';

/** The key rings of these agencies, each there. Refuses before anything is read, naming the missing ones. */
export function requireKeyRings<Agency extends HouseholdAgency>(
  agencies: readonly Agency[],
  keyRings: Readonly<Partial<Record<HouseholdAgency, PseudonymKeyRing>>>,
): Readonly<Record<Agency, PseudonymKeyRing>> {
  const missing = agencies.filter((agency) => keyRings[agency] === undefined);
  if (missing.length > 0) {
    throw new ImportRefused(
      'KEYS_MISSING',
      `no pseudonym key of ${missing.join(', ')}: give this importer that key`,
    );
  }
  return keyRings as Readonly<Record<Agency, PseudonymKeyRing>>;
}
