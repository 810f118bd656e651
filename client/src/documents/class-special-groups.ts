// Written by `npm run documents` from schema/documents and schema/public.graphql.
import type { SpecialGroup } from './shared-types.ts';
import type { TrustedDocument } from './trusted-document.ts';

export interface ClassSpecialGroupsVariables {
  readonly studentNumbers: readonly string[];
}

export interface ClassSpecialGroupsData {
  readonly householdStatuses: readonly (
    | {
        readonly __typename: 'HouseholdStatus';
        readonly studentNumber: string;
        readonly specialGroups: readonly SpecialGroup[] | null;
        readonly complete: boolean | null;
      }
    | { readonly __typename: 'NotOnRoll'; readonly studentNumber: string }
  )[];
}

/** The special groups of up to 200 students that are confirmed, and whether more may hold. */
export const classSpecialGroups: TrustedDocument<ClassSpecialGroupsVariables, ClassSpecialGroupsData> = {
  file: 'class-special-groups.graphql',
  id: 'sha256:5cb4ea0cba6db56b4007b2264d1466437c75b7e69da9423a49351ac1711b0530',
  operation: 'query',
};
