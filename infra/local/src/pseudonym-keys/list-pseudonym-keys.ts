import { HOUSEHOLD_AGENCIES, type HouseholdAgency } from '@hearthgate/schema';
import { readStoredKeys } from './stored-keys.ts';

export interface ListedKey {
  /** As `keys rotate` takes it, `pseudonym/<agency>`. */
  readonly key: `pseudonym/${HouseholdAgency}`;
  readonly version: number;
  readonly state: 'current' | 'previous' | 'retired';
  /** ISO 8601. */
  readonly createdAt: string;
}

/** Every pseudonym key of a data directory with its versions, without the keys themselves. */
export function listPseudonymKeys(dataDir: string): ListedKey[] {
  return HOUSEHOLD_AGENCIES.flatMap((agency) => {
    const stored = readStoredKeys(dataDir, agency) ?? [];
    return stored.map(({ version, createdAt }, index) => ({
      key: `pseudonym/${agency}` as const,
      version,
      state: (['current', 'previous'] as const)[stored.length - 1 - index] ?? ('retired' as const),
      createdAt,
    }));
  });
}
