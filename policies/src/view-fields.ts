import type { AgencyName } from '@hearthgate/schema';

/** A field of `HouseholdStatus` in the public schema. */
export type ViewField =
  | 'studentNumber'
  | 'enrollment'
  | 'povertyRegistry'
  | 'subsistenceAllowance'
  | 'disability'
  | 'orphan'
  | 'specialGroups'
  | 'complete'
  | 'qualifies';

/**
 * Fields that one agency alone feeds: its veto refuses them. Fields derived from several agencies stay, with the vetoing
 * one `WITHHELD`, because they say less than its own assertion does.
 */
export const SOLE_SOURCE_OF_FIELD: Readonly<Record<string, AgencyName>> = {
  'HouseholdStatus.enrollment': 'enrollment',
  'HouseholdStatus.povertyRegistry': 'poverty-registry',
  'HouseholdStatus.subsistenceAllowance': 'subsistence-allowance',
  'HouseholdStatus.disability': 'disability',
  'HouseholdStatus.orphan': 'orphans',
};
