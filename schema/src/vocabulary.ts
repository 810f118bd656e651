/** The agencies, by the names used in commands, configuration and `registers` (docs/glossary.md). */
export const HOUSEHOLD_AGENCIES = [
  'poverty-registry',
  'subsistence-allowance',
  'disability',
  'orphans',
] as const;
export type HouseholdAgency = (typeof HOUSEHOLD_AGENCIES)[number];

/** Enrollment first: it is asked first, and links the others. */
export const AGENCIES = ['enrollment', ...HOUSEHOLD_AGENCIES] as const;
export type AgencyName = (typeof AGENCIES)[number];

export const SPECIAL_GROUPS = [
  'LIFTED_FROM_POVERTY',
  'UNSTABLY_LIFTED',
  'POVERTY_PRONE',
  'SUDDEN_HARDSHIP',
  'SUBSISTENCE_ALLOWANCE',
  'SUBSISTENCE_MARGINAL',
  'DESTITUTE_SUPPORT',
  'RIGID_EXPENDITURE_HARDSHIP',
  'OTHER_LOW_INCOME',
  'ORPHAN',
  'DE_FACTO_UNATTENDED',
  'DISABLED_STUDENT',
  'CHILD_OF_DISABLED',
  'MARTYR_CHILD',
] as const;
export type SpecialGroup = (typeof SPECIAL_GROUPS)[number];

export const AID_PROGRAMS = [
  'COMPULSORY_LIVING_SUBSIDY',
  'SENIOR_TUITION_WAIVER',
  'SENIOR_NATIONAL_GRANT',
  'VOCATIONAL_NATIONAL_GRANT',
  'UNDERGRADUATE_NATIONAL_GRANT',
] as const;
export type AidProgram = (typeof AID_PROGRAMS)[number];

/** 小学, 初中, 高中, 中职, 大学. */
export const STAGES = ['PRIMARY', 'JUNIOR', 'SENIOR', 'SECONDARY_VOCATIONAL', 'UNIVERSITY'] as const;
export type Stage = (typeof STAGES)[number];

export const ROLES = [
  'SCHOOL_AID_OFFICE',
  'UNIVERSITY_AID_OFFICE',
  'AID_CENTER',
  'AGENCY_OPERATOR',
  'PRIVACY_OFFICER',
  'PROVINCE_PLATFORM',
] as const;
export type Role = (typeof ROLES)[number];

export const PURPOSES = [
  'AID_ELIGIBILITY',
  'FEE_WAIVER',
  'ENROLLMENT_CHECK',
  'AID_DETERMINATION',
  'STATISTICS',
  'AUDIT_REVIEW',
  'REGISTER_OPERATION',
] as const;
export type Purpose = (typeof PURPOSES)[number];
