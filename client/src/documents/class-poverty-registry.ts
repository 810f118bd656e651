// Written by `npm run documents` from schema/documents and schema/public.graphql.
import type { Answered } from './shared-types.ts';
import type { TrustedDocument } from './trusted-document.ts';

export interface ClassPovertyRegistryVariables {
  readonly studentNumbers: readonly string[];
}

export interface ClassPovertyRegistryData {
  readonly householdStatuses: readonly (
    | {
        readonly __typename: 'HouseholdStatus';
        readonly studentNumber: string;
        readonly povertyRegistry: Answered | null;
      }
    | { readonly __typename: 'NotOnRoll'; readonly studentNumber: string }
  )[];
}

/** One finding for up to 200 students: with its siblings, what is left of a class's status when an agency withholds its own. */
export const classPovertyRegistry: TrustedDocument<ClassPovertyRegistryVariables, ClassPovertyRegistryData> =
  {
    file: 'class-poverty-registry.graphql',
    id: 'sha256:f8bdac840d4abe66563caa1a71bfe90662d77eec176364d8e05c849cf70bc2b9',
    operation: 'query',
  };
