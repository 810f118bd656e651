// Written by `npm run documents` from schema/documents and schema/public.graphql.
import type { Answered, SpecialGroup } from './shared-types.ts';
import type { TrustedDocument } from './trusted-document.ts';

export interface StudentStatusVariables {
  readonly studentNumber: string;
}

export interface StudentStatusData {
  readonly householdStatus:
    | {
        readonly __typename: 'HouseholdStatus';
        readonly studentNumber: string;
        readonly enrollment: Answered | null;
        readonly povertyRegistry: Answered | null;
        readonly subsistenceAllowance: Answered | null;
        readonly disability: Answered | null;
        readonly orphan: Answered | null;
        readonly specialGroups: readonly SpecialGroup[] | null;
        readonly complete: boolean | null;
      }
    | { readonly __typename: 'NotOnRoll'; readonly studentNumber: string };
}

/** One student, everything that AID_ELIGIBILITY permits. */
export const studentStatus: TrustedDocument<StudentStatusVariables, StudentStatusData> = {
  file: 'student-status.graphql',
  id: 'sha256:775793ccf9f884f54b328c42204568bee91b5661c380484fa9ab6e5005b59295',
  operation: 'query',
};
