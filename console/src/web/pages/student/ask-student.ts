import type { AidProgram, Purpose, SpecialGroup } from '@hearthgate/schema/vocabulary';
import { askGateway } from '../../shell/api/ask-gateway.ts';

export interface Finding {
  readonly answer: 'YES' | 'NO' | 'UNKNOWN';
  readonly asOf: string | null;
  readonly unknownReason: string | null;
}

export const STATUS_FINDINGS = [
  'enrollment',
  'povertyRegistry',
  'subsistenceAllowance',
  'disability',
  'orphan',
  'qualifies',
] as const;

/** A student's status; what the purpose leaves out is absent. */
export type StudentStatus = {
  readonly __typename: 'HouseholdStatus';
  readonly studentNumber: string;
  readonly specialGroups?: readonly SpecialGroup[];
  readonly complete?: boolean;
} & Readonly<Partial<Record<(typeof STATUS_FINDINGS)[number], Finding>>>;

export type StudentAnswer =
  StudentStatus | { readonly __typename: 'NotOnRoll'; readonly studentNumber: string };

export interface StudentQuestion {
  readonly studentNumber: string;
  readonly purpose: Purpose;
  readonly program: AidProgram | null;
}

/** Asks about one student, by the trusted document of the purpose. The number goes in the body and nowhere else. */
export async function askStudent(question: StudentQuestion): Promise<StudentAnswer> {
  const { studentNumber, purpose, program } = question;
  if (purpose === 'ENROLLMENT_CHECK') {
    const { householdStatuses } = await askGateway<{ householdStatuses: readonly StudentAnswer[] }>({
      document: 'enrollment-check.graphql',
      variables: { studentNumbers: [studentNumber] },
      purpose,
    });
    const [answer] = householdStatuses;
    if (answer === undefined) throw new Error('an answer for each number is what the schema promises');
    return answer;
  }
  const document = purpose === 'FEE_WAIVER' ? 'student-qualifies.graphql' : 'student-status.graphql';
  const variables = purpose === 'FEE_WAIVER' ? { studentNumber, program } : { studentNumber };
  const { householdStatus } = await askGateway<{ householdStatus: StudentAnswer }>({
    document,
    variables,
    purpose,
  });
  return householdStatus;
}
