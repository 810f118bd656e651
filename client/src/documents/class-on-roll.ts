// Written by `npm run documents` from schema/documents and schema/public.graphql.

import type { TrustedDocument } from './trusted-document.ts';

export interface ClassOnRollVariables {
  readonly studentNumbers: readonly string[];
}

export interface ClassOnRollData {
  readonly householdStatuses: readonly (
    | { readonly __typename: 'HouseholdStatus'; readonly studentNumber: string }
    | { readonly __typename: 'NotOnRoll'; readonly studentNumber: string }
  )[];
}

/** Who of up to 200 students is on the roll, and nothing else. No agency but enrollment is asked. */
export const classOnRoll: TrustedDocument<ClassOnRollVariables, ClassOnRollData> = {
  file: 'class-on-roll.graphql',
  id: 'sha256:396cfc16c73764deb2f80aeb5e59957132ef08a87b8df4cbbffe11d1d8f2d797',
  operation: 'query',
};
