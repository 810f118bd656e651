// Written by `npm run documents` from schema/documents and schema/public.graphql.
import type { Answered } from './shared-types.ts';
import type { TrustedDocument } from './trusted-document.ts';

export interface ClassOrphanVariables {
  readonly studentNumbers: readonly string[];
}

export interface ClassOrphanData {
  readonly householdStatuses: readonly (
    | {
        readonly __typename: 'HouseholdStatus';
        readonly studentNumber: string;
        readonly orphan: Answered | null;
      }
    | { readonly __typename: 'NotOnRoll'; readonly studentNumber: string }
  )[];
}

/** One finding for up to 200 students: with its siblings, what is left of a class's status when an agency withholds its own. */
export const classOrphan: TrustedDocument<ClassOrphanVariables, ClassOrphanData> = {
  file: 'class-orphan.graphql',
  id: 'sha256:24dc9268eb759df197e3c7a4e4d0e27a09ab0906f6d812750249798730dd886e',
  operation: 'query',
};
