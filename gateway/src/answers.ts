import { type DerivedStatus, deriveStatus, type EvidencePlan } from '@hearthgate/policies';
import type { FetchedEvidence, Register } from './fetch-evidence.ts';

export interface HouseholdStatusAnswer {
  readonly __typename: 'HouseholdStatus';
  readonly studentNumber: string;
  /** Derived field by field, when the field is resolved. */
  readonly status: DerivedStatus;
}

/** A member of the public union `HouseholdStatusResult`. */
export type StudentAnswer =
  HouseholdStatusAnswer | { readonly __typename: 'NotOnRoll'; readonly studentNumber: string };

/** The answers to one request, by the root field that asked and the student number. */
export interface Answers {
  readonly byQuestion: ReadonlyMap<string | number, ReadonlyMap<string, StudentAnswer>>;
  readonly registers: readonly Register[];
}

/** Derives the answers of a request from its evidence. `onDate` (`YYYY-MM-DD`) chooses the rules of the programs. */
export function deriveAnswers(plan: EvidencePlan, evidence: FetchedEvidence, onDate: string): Answers {
  const byQuestion = plan.questions.map(({ responseKey, studentNumbers }, index) => {
    const known = evidence.questions[index];
    const answers = studentNumbers.map((studentNumber): [string, StudentAnswer] => {
      const ofStudent = known?.get(studentNumber);
      if (ofStudent === undefined) return [studentNumber, { __typename: 'NotOnRoll', studentNumber }];
      return [
        studentNumber,
        { __typename: 'HouseholdStatus', studentNumber, status: deriveStatus(ofStudent, onDate) },
      ];
    });
    return [responseKey, new Map(answers)] as const;
  });
  return { byQuestion: new Map(byQuestion), registers: evidence.registers };
}

/** The answer about one student to one root field. A missing one is a defect, never "not on the roll". */
export function answerOf(
  answers: Answers,
  responseKey: string | number,
  studentNumber: string,
): StudentAnswer {
  const answer = answers.byQuestion.get(responseKey)?.get(studentNumber);
  if (answer === undefined) throw new Error('a root field was executed that the plan did not ask');
  return answer;
}
