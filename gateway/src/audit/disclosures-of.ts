import type { Disclosure } from '@hearthgate/audit-log';
import type { EvidencePlan } from '@hearthgate/policies';
import type { FetchedEvidence } from '../lane.ts';

/**
 * What an answer says of whom: of a student on the roll every selected field, UNKNOWN or not; of any other number none.
 * Where no field is selected, the type alone tells who is on the roll.
 */
export function disclosuresOf(plan: EvidencePlan, { questions }: FetchedEvidence): Disclosure[] {
  return plan.questions.flatMap(({ studentNumbers, fields }, index) => {
    const known = questions[index];
    const isOnRoll = (studentNumber: string): boolean => known?.has(studentNumber) === true;
    return [
      {
        fields: fields.length > 0 ? fields : ['__typename'],
        studentNumbers: studentNumbers.filter(isOnRoll),
      },
      { fields: [], studentNumbers: studentNumbers.filter((studentNumber) => !isOnRoll(studentNumber)) },
    ].filter((disclosure) => disclosure.studentNumbers.length > 0);
  });
}

/** Whom a request was about that disclosed nothing of them. */
export function subjectsOf({ questions }: EvidencePlan): Disclosure[] {
  const studentNumbers = questions.flatMap((question) => question.studentNumbers);
  return studentNumbers.length > 0 ? [{ fields: [], studentNumbers }] : [];
}
