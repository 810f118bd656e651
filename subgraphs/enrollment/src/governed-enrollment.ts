import type { AgencyTokenClaims } from '@hearthgate/schema';
import type { GovernedFields } from '@hearthgate/subgraph-kit';

const refFields = ['povertyRegistryRef', 'subsistenceAllowanceRef', 'disabilityRef', 'orphansRef'];
const students = 'enrolledStudents.students';

const refsOf = (persons: 'student' | 'guardians'): Record<string, string> =>
  Object.fromEntries(refFields.map((ref) => [`${students}.${persons}.${ref}`, `${persons}.${ref}`]));

/**
 * What tokens govern enrollment's schema by: who is on the roll and how many guardians there are, the stages, and each
 * agency's pseudonym by itself, the student's and the guardians'. So a token gives out no pseudonym that it does not name.
 */
export const governedEnrollment: GovernedFields = {
  fieldOfPath: {
    enrolledStudents: 'enrolledStudents',
    'enrolledStudents.asOf': 'enrolledStudents',
    [students]: 'enrolledStudents',
    [`${students}.studentNumber`]: 'enrolledStudents',
    [`${students}.stages`]: 'stages',
    [`${students}.student`]: 'enrolledStudents',
    ...refsOf('student'),
    [`${students}.guardians`]: 'enrolledStudents',
    ...refsOf('guardians'),
    enrollmentRegister: 'enrollmentRegister',
    'enrollmentRegister.asOf': 'enrollmentRegister',
    'enrollmentRegister.accepted': 'enrollmentRegister',
    'enrollmentRegister.rejected': 'enrollmentRegister',
  },
  questionOf: ({ studentNumbers, roll }) =>
    studentNumbers === undefined
      ? { refs: [] }
      : { refs: studentNumbers as readonly string[], roll: roll as NonNullable<AgencyTokenClaims['roll']> },
};
