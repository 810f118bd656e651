// Written by `npm run documents` from schema/documents and schema/public.graphql.
import type { Answered, SpecialGroup } from './shared-types.ts';
import type { TrustedDocument } from './trusted-document.ts';

export interface ClassStatusVariables {
  readonly studentNumbers: readonly string[];
}

export interface ClassStatusData {
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
      }
    | { readonly __typename: 'NotOnRoll'; readonly studentNumber: string }
  )[];
}

/** A class or a part of a roster, up to 200 students: everything that AID_ELIGIBILITY permits. */
export const classStatus: TrustedDocument<ClassStatusVariables, ClassStatusData> = {
  file: 'class-status.graphql',
  id: 'sha256:8178522e1207f36e3c1bd2f385dd7f0fabd7e05515acf7808b511f655ff0c9e8',
  operation: 'query',
};
