import { HOUSEHOLD_AGENCIES, type HouseholdAgency } from '@hearthgate/schema';
import type { PseudonymKeyRing } from '@hearthgate/subgraph-kit/registers';
import { loadKeyRing } from './load-key-ring.ts';

/** Every household agency's keys, as enrollment, the linking authority, holds them. Throws `KEYS_LOST`. */
export function loadKeyRings(dataDir: string): Record<HouseholdAgency, PseudonymKeyRing> {
  return Object.fromEntries(
    HOUSEHOLD_AGENCIES.map((agency) => [agency, loadKeyRing(dataDir, agency)]),
  ) as Record<HouseholdAgency, PseudonymKeyRing>;
}
