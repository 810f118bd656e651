export const HOUSEHOLD_AGENCIES = [
  'poverty-registry',
  'subsistence-allowance',
  'disability',
  'orphans',
] as const;

export type HouseholdAgency = (typeof HOUSEHOLD_AGENCIES)[number];

export const AGENCIES = ['enrollment', ...HOUSEHOLD_AGENCIES] as const;

export type Agency = (typeof AGENCIES)[number];

/** Where each household agency's standing hangs in the graph. */
export const placeOf: Readonly<Record<HouseholdAgency, { readonly type: string; readonly field: string }>> = {
  'poverty-registry': { type: 'Person', field: 'povertyRegistry' },
  'subsistence-allowance': { type: 'Person', field: 'subsistenceAllowance' },
  disability: { type: 'Person', field: 'disability' },
  orphans: { type: 'EnrolledStudent', field: 'orphans' },
};
