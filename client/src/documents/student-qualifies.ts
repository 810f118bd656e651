// Written by `npm run documents` from schema/documents and schema/public.graphql.
import type { AidProgram, Answered } from './shared-types.ts';
import type { TrustedDocument } from './trusted-document.ts';

export interface StudentQualifiesVariables {
  readonly studentNumber: string;
  readonly program: AidProgram;
}

export interface StudentQualifiesData {
  readonly householdStatus:
    | {
        readonly __typename: 'HouseholdStatus';
        readonly studentNumber: string;
        readonly qualifies: Answered | null;
      }
    | { readonly __typename: 'NotOnRoll'; readonly studentNumber: string };
}

/** Whether one student qualifies, without the reason why: all that FEE_WAIVER permits. */
export const studentQualifies: TrustedDocument<StudentQualifiesVariables, StudentQualifiesData> = {
  file: 'student-qualifies.graphql',
  id: 'sha256:d6ef41d58e6968106498ddb459469bc78194afb4464ef016ea69653b269a16f3',
  operation: 'query',
};
