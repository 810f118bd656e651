import type { Purpose, Role } from '@hearthgate/schema/vocabulary';
import { SCREENING_PURPOSES, type ScreeningPurpose } from './screening.ts';

const rolesOf: Readonly<Partial<Record<Purpose, readonly Role[]>>> = {
  AID_ELIGIBILITY: ['SCHOOL_AID_OFFICE', 'UNIVERSITY_AID_OFFICE', 'AID_CENTER'],
  FEE_WAIVER: ['SCHOOL_AID_OFFICE'],
  ENROLLMENT_CHECK: ['UNIVERSITY_AID_OFFICE', 'AID_CENTER'],
};

/** What a role may ask about students for, as policies/purposes.json has it: what to offer. The gateway decides. */
export function purposesOf(role: Role): readonly Purpose[] {
  return (Object.keys(rolesOf) as Purpose[]).filter((purpose) => rolesOf[purpose]?.includes(role) === true);
}

/** Those of them that a whole roster can be screened for. */
export function screeningPurposesOf(role: Role): readonly ScreeningPurpose[] {
  const permitted = purposesOf(role);
  return SCREENING_PURPOSES.filter((purpose) => permitted.includes(purpose));
}
