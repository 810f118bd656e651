// Written by `npm run documents` from schema/documents and schema/public.graphql.
import type { Answered } from './shared-types.ts';
import type { TrustedDocument } from './trusted-document.ts';

export interface EnrollmentCheckVariables {
  readonly studentNumbers: readonly string[];
}

export interface EnrollmentCheckData {
  readonly householdStatuses: readonly (
    | {
        readonly __typename: 'HouseholdStatus';
        readonly studentNumber: string;
        readonly enrollment: Answered | null;
      }
    | { readonly __typename: 'NotOnRoll'; readonly studentNumber: string }
  )[];
}

/** Who of up to 200 students is enrolled: all that ENROLLMENT_CHECK permits. */
export const enrollmentCheck: TrustedDocument<EnrollmentCheckVariables, EnrollmentCheckData> = {
  file: 'enrollment-check.graphql',
  id: 'sha256:7cc658646a5cff026b021369be6ba5c3b945366b26f5ae732a0696bf9dcacd0e',
  operation: 'query',
};
