import type { AgencyTokenClaims } from '@hearthgate/schema';
import type { GovernedFields } from '@hearthgate/subgraph-kit';

const refFields = ['povertyRegistryRef', 'subsistenceAllowanceRef', 'disabilityRef', 'orphansRef'];
const students = 'enrolledStudents.students';

const refsOf = (persons: 'student' | 'guardians'): Record<string, string> =>
  Object.fromEntries(refFields.map((ref) => [`${students}.${persons}.${ref}`, `${persons}.${ref}`]));

const columnsOf = (
  column: 'students' | 'guardians',
  persons: 'student' | 'guardians',
): Record<string, string> =>
  Object.fromEntries(refFields.map((ref) => [`rollColumns.${column}.${ref}s`, `${persons}.${ref}`]));

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
    rollColumns: 'enrolledStudents',
    'rollColumns.refsDigest': 'enrolledStudents',
    'rollColumns.asOf': 'enrolledStudents',
    'rollColumns.membership': 'enrolledStudents',
    'rollColumns.stageSets': 'stages',
    'rollColumns.stages': 'stages',
    'rollColumns.guardianCounts': 'enrolledStudents',
    'rollColumns.students': 'enrolledStudents',
    ...columnsOf('students', 'student'),
    'rollColumns.guardians': 'enrolledStudents',
    ...columnsOf('guardians', 'guardians'),
    enrollmentRegister: 'enrollmentRegister',
    'enrollmentRegister.asOf': 'enrollmentRegister',
    'enrollmentRegister.accepted': 'enrollmentRegister',
    'enrollmentRegister.rejected': 'enrollmentRegister',
  },
  questionOf: (values) => {
    if (values['studentNumbers'] === undefined) return { refs: [], subjects: 0 };
    const refs = values['studentNumbers'] as readonly string[];
    return { refs, subjects: refs.length, roll: values['roll'] as NonNullable<AgencyTokenClaims['roll']> };
  },
};
