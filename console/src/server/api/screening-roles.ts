import type { Purpose, Role } from '@hearthgate/schema/vocabulary';

/** Who asks about students of a roll of their own. */
export const SCREENING_ROLES: readonly Role[] = ['SCHOOL_AID_OFFICE', 'UNIVERSITY_AID_OFFICE', 'AID_CENTER'];

/** What for; which of them a role is given, the issuer and the policies decide. */
export const STUDENT_PURPOSES = [
  'AID_ELIGIBILITY',
  'FEE_WAIVER',
  'ENROLLMENT_CHECK',
] as const satisfies Purpose[];

/** What a whole roster can be screened for. */
export const SCREENING_PURPOSES = ['AID_ELIGIBILITY', 'FEE_WAIVER'] as const satisfies Purpose[];
