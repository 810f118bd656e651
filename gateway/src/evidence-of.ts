import {
  type Evidence,
  type PersonsAsked,
  type Question,
  type Source,
  SOURCE_OF_AGENCY,
  type SourceName,
} from '@hearthgate/policies';
import { HOUSEHOLD_AGENCIES } from '@hearthgate/schema';
import type { EnrolledStudentAnswer, EnrolledStudentsAnswer, PersonAnswer } from './evidence-answer.ts';
import { unknownToAll } from './unknown-to-all.ts';

/**
 * Turns the answer to one question into evidence by student number. A number that is not on the roll is absent.
 * `null`, enrollment did not answer: then every number alike has unknown evidence, and none is said to be off the roll.
 */
export function evidenceOf(
  { studentNumbers, needs, withheld }: Question,
  answer: EnrolledStudentsAnswer | null,
): ReadonlyMap<string, Evidence> {
  const asOf = answer?.asOf;
  if (withheld.has('enrollment')) return unknownToAll(studentNumbers, 'WITHHELD');
  if (answer === null || asOf === null || asOf === undefined) {
    return unknownToAll(studentNumbers, answer === null ? 'AGENCY_UNAVAILABLE' : 'NOT_SHARED');
  }
  const evidence = new Map<string, Evidence>();
  for (const student of answer.students) {
    if (student !== null)
      evidence.set(student.studentNumber, studentEvidence(student, asOf, { needs, withheld }));
  }
  return evidence;
}

function studentEvidence(
  answer: EnrolledStudentAnswer,
  asOf: string,
  { needs, withheld }: Pick<Question, 'needs' | 'withheld'>,
): Evidence {
  const sources: Partial<Record<SourceName, Source<string>>> = {};
  for (const agency of HOUSEHOLD_AGENCIES) {
    const persons = needs[agency];
    const name = SOURCE_OF_AGENCY[agency];
    if (withheld.has(agency)) sources[name] = { known: false, reason: 'WITHHELD' };
    if (persons !== undefined) sources[name] = sourceOf(name, persons, answer);
  }
  return {
    // The categories were checked against each agency's vocabulary when the answer was parsed.
    ...(sources as Omit<Evidence, 'enrollment'>),
    enrollment: {
      known: true,
      asOf,
      stages: answer.stages,
      hasIdentityNumber: answer.student !== null,
      guardianCount: answer.guardians.length,
    },
  };
}

/** Known only when the agency answered about everyone it was asked about: half an answer is none. */
function sourceOf(name: SourceName, persons: PersonsAsked, answer: EnrolledStudentAnswer): Source<string> {
  const guardians = persons === 'STUDENT_AND_GUARDIANS' ? answer.guardians : [];
  const people: readonly PersonAnswer[] =
    answer.student === null ? guardians : [answer.student, ...guardians];
  if (people.length === 0) return { known: false, reason: 'NO_IDENTITY_NUMBER' };
  const standings = people.map((person) => person[name]);
  if (standings.some((standing) => standing === null || standing === undefined)) {
    return { known: false, reason: 'AGENCY_UNAVAILABLE' };
  }
  const held = standings.flatMap((standing) =>
    standing?.asOf && standing.categories ? [{ asOf: standing.asOf, categories: standing.categories }] : [],
  );
  const [first] = held;
  if (first === undefined || held.length < people.length) return { known: false, reason: 'NOT_SHARED' };
  const categories = held.map((standing): readonly string[] => standing.categories);
  return {
    known: true,
    asOf: first.asOf,
    student: answer.student === null ? null : (categories[0] ?? []),
    ...(persons === 'STUDENT_AND_GUARDIANS' && {
      guardians: categories.slice(answer.student === null ? 0 : 1).flat(),
    }),
  };
}
