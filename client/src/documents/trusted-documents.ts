// Written by `npm run documents` from schema/documents and schema/public.graphql.
export {
  cancelScreening,
  type CancelScreeningData,
  type CancelScreeningVariables,
} from './cancel-screening.ts';
export {
  classDisability,
  type ClassDisabilityData,
  type ClassDisabilityVariables,
} from './class-disability.ts';
export { classOnRoll, type ClassOnRollData, type ClassOnRollVariables } from './class-on-roll.ts';
export { classOrphan, type ClassOrphanData, type ClassOrphanVariables } from './class-orphan.ts';
export {
  classPovertyRegistry,
  type ClassPovertyRegistryData,
  type ClassPovertyRegistryVariables,
} from './class-poverty-registry.ts';
export { classQualifies, type ClassQualifiesData, type ClassQualifiesVariables } from './class-qualifies.ts';
export {
  classSpecialGroups,
  type ClassSpecialGroupsData,
  type ClassSpecialGroupsVariables,
} from './class-special-groups.ts';
export {
  classStatusForProgram,
  type ClassStatusForProgramData,
  type ClassStatusForProgramVariables,
} from './class-status-for-program.ts';
export { classStatus, type ClassStatusData, type ClassStatusVariables } from './class-status.ts';
export {
  classSubsistenceAllowance,
  type ClassSubsistenceAllowanceData,
  type ClassSubsistenceAllowanceVariables,
} from './class-subsistence-allowance.ts';
export {
  createScreening,
  type CreateScreeningData,
  type CreateScreeningVariables,
} from './create-screening.ts';
export {
  enrollmentCheck,
  type EnrollmentCheckData,
  type EnrollmentCheckVariables,
} from './enrollment-check.ts';
export { registers, type RegistersData, type RegistersVariables } from './registers.ts';
export {
  resumeScreening,
  type ResumeScreeningData,
  type ResumeScreeningVariables,
} from './resume-screening.ts';
export { screeningJob, type ScreeningJobData, type ScreeningJobVariables } from './screening.ts';
export { screenings, type ScreeningsData, type ScreeningsVariables } from './screenings.ts';
export {
  studentQualifies,
  type StudentQualifiesData,
  type StudentQualifiesVariables,
} from './student-qualifies.ts';
export { studentStatus, type StudentStatusData, type StudentStatusVariables } from './student-status.ts';
export type * from './shared-types.ts';
