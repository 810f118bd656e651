import { type DerivedStatus, deriveStatus, type Evidence, type EvidencePlan } from '@hearthgate/policies';
import type { FetchedEvidence, Register } from './lane.ts';

/** A student on the roll. A class, so that whoever is handed some object can tell. */
export class HouseholdStatusAnswer {
  readonly __typename = 'HouseholdStatus';
  readonly studentNumber: string;
  readonly #shared: SharedStatus;

  constructor(studentNumber: string, shared: SharedStatus) {
    this.studentNumber = studentNumber;
    this.#shared = shared;
  }

  /** Derived field by field, when the field is read. */
  get status(): DerivedStatus {
    return this.#shared.status;
  }

  /** Where what was made of this status may be kept for the other students who have it; absent where there are none. */
  get memory(): Map<object, unknown> | undefined {
    return this.#shared.memory;
  }
}

/** The status of all students of a question of whom the same is known. */
interface SharedStatus {
  readonly status: DerivedStatus;
  memory?: Map<object, unknown>;
}

/** A member of the public union `HouseholdStatusResult`. */
export type StudentAnswer =
  HouseholdStatusAnswer | { readonly __typename: 'NotOnRoll'; readonly studentNumber: string };

/** The answers to one request: to each root field, by its key in the answer, in the order of its student numbers. */
export interface Answers {
  readonly byQuestion: ReadonlyMap<string | number, readonly StudentAnswer[]>;
  readonly registers: readonly Register[];
}

/** Derives the answers of a request from its evidence. `onDate` (`YYYY-MM-DD`) chooses the rules of the programs. */
export function deriveAnswers(plan: EvidencePlan, evidence: FetchedEvidence, onDate: string): Answers {
  const byQuestion = plan.questions.map(({ responseKey, studentNumbers }, index) => {
    const known = evidence.questions[index];
    const statuses = new Map<Evidence, SharedStatus>();
    const statusOf = (ofStudent: Evidence): SharedStatus => {
      const before = statuses.get(ofStudent);
      if (before) {
        before.memory ??= new Map();
        return before;
      }
      const shared = { status: deriveStatus(ofStudent, onDate) };
      statuses.set(ofStudent, shared);
      return shared;
    };
    const answers = studentNumbers.map((studentNumber): StudentAnswer => {
      const ofStudent = known?.get(studentNumber);
      return ofStudent === undefined
        ? { __typename: 'NotOnRoll', studentNumber }
        : new HouseholdStatusAnswer(studentNumber, statusOf(ofStudent));
    });
    return [responseKey, answers] as const;
  });
  return { byQuestion: new Map(byQuestion), registers: evidence.registers };
}

/** The answers to one root field. That there are none is a defect, never "not on the roll". */
export function answersTo(answers: Answers, responseKey: string | number): readonly StudentAnswer[] {
  const asked = answers.byQuestion.get(responseKey);
  if (asked === undefined) throw new Error('a root field was executed that the plan did not ask');
  return asked;
}
