// Written by `npm run documents` from schema/documents and schema/public.graphql.
import type { AidProgram, Answered, SpecialGroup } from './shared-types.ts';
import type { TrustedDocument } from './trusted-document.ts';

export interface ClassStatusForProgramVariables {
  readonly studentNumbers: readonly string[];
  readonly program: AidProgram;
}

export interface ClassStatusForProgramData {
  readonly householdStatuses: readonly (
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
        readonly qualifies: Answered | null;
      }
    | { readonly __typename: 'NotOnRoll'; readonly studentNumber: string }
  )[];
}

/** The same, with whether each student qualifies for a program of aid. */
export const classStatusForProgram: TrustedDocument<
  ClassStatusForProgramVariables,
  ClassStatusForProgramData
> = {
  file: 'class-status-for-program.graphql',
  id: 'sha256:39b61093102c693bf7a8b0ffb7603037a51ba16ebc20b6a0d8f0f357da7b3734',
  operation: 'query',
};
