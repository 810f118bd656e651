import { HOUSEHOLD_AGENCIES, type HouseholdAgency } from '@hearthgate/schema';
import type { PseudonymKeyRing } from './pseudonym-key.ts';

/** By agency, the version of the key that its refs are given out under. */
export function currentVersions(
  keyRings: Readonly<Record<HouseholdAgency, PseudonymKeyRing>>,
): Record<string, number> {
  return Object.fromEntries(HOUSEHOLD_AGENCIES.map((agency) => [agency, keyRings[agency].current.version]));
}
