// Written by `npm run documents` from schema/documents and schema/public.graphql.
import type { Job } from './shared-types.ts';
import type { TrustedDocument } from './trusted-document.ts';

export interface CancelScreeningVariables {
  readonly id: string;
}

export interface CancelScreeningData {
  readonly cancelScreening: Job;
}

/** Ends a screening, and erases its roster, its results and its key. */
export const cancelScreening: TrustedDocument<CancelScreeningVariables, CancelScreeningData> = {
  file: 'cancel-screening.graphql',
  id: 'sha256:0190ac8d8b81b2ad0cb1e14a852a8b8c6515a01be21afc5785e03f4d46a71833',
  operation: 'mutation',
};
