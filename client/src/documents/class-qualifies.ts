// Written by `npm run documents` from schema/documents and schema/public.graphql.
import type { AidProgram, Answered } from './shared-types.ts';
import type { TrustedDocument } from './trusted-document.ts';

export interface ClassQualifiesVariables {
  readonly studentNumbers: readonly string[];
  readonly program: AidProgram;
}

export interface ClassQualifiesData {
  readonly householdStatuses: readonly (
    | {
        readonly __typename: 'HouseholdStatus';
        readonly studentNumber: string;
        readonly qualifies: Answered | null;
      }
    | { readonly __typename: 'NotOnRoll'; readonly studentNumber: string }
  )[];
}

/** Whether each of up to 200 students qualifies, without the reason why: all that FEE_WAIVER permits. */
export const classQualifies: TrustedDocument<ClassQualifiesVariables, ClassQualifiesData> = {
  file: 'class-qualifies.graphql',
  id: 'sha256:a4f186f17cc6d2ceb732db7adf6913d1b6f6ec2c99d76214551d7d4c1138026a',
  operation: 'query',
};
