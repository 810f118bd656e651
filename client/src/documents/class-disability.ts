// Written by `npm run documents` from schema/documents and schema/public.graphql.
import type { Answered } from './shared-types.ts';
import type { TrustedDocument } from './trusted-document.ts';

export interface ClassDisabilityVariables {
  readonly studentNumbers: readonly string[];
}

export interface ClassDisabilityData {
  readonly householdStatuses: readonly (
    | {
        readonly __typename: 'HouseholdStatus';
        readonly studentNumber: string;
        readonly disability: Answered | null;
      }
    | { readonly __typename: 'NotOnRoll'; readonly studentNumber: string }
  )[];
}

/** One finding for up to 200 students: with its siblings, what is left of a class's status when an agency withholds its own. */
export const classDisability: TrustedDocument<ClassDisabilityVariables, ClassDisabilityData> = {
  file: 'class-disability.graphql',
  id: 'sha256:27506589a75412c7f5d2efea9cad85e77bef25aec572f467d460aa7d7439e6eb',
  operation: 'query',
};
