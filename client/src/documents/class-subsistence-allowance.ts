// Written by `npm run documents` from schema/documents and schema/public.graphql.
import type { Answered } from './shared-types.ts';
import type { TrustedDocument } from './trusted-document.ts';

export interface ClassSubsistenceAllowanceVariables {
  readonly studentNumbers: readonly string[];
}

export interface ClassSubsistenceAllowanceData {
  readonly householdStatuses: readonly (
    | {
        readonly __typename: 'HouseholdStatus';
        readonly studentNumber: string;
        readonly subsistenceAllowance: Answered | null;
      }
    | { readonly __typename: 'NotOnRoll'; readonly studentNumber: string }
  )[];
}

/** One finding for up to 200 students: with its siblings, what is left of a class's status when an agency withholds its own. */
export const classSubsistenceAllowance: TrustedDocument<
  ClassSubsistenceAllowanceVariables,
  ClassSubsistenceAllowanceData
> = {
  file: 'class-subsistence-allowance.graphql',
  id: 'sha256:1e9ac48bbd05267a290be7fc12628ed2a9da8db2395457446cdb12dc14fcb12f',
  operation: 'query',
};
