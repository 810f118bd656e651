// Written by `npm run documents` from schema/documents and schema/public.graphql.
import type { AidProgram, Job } from './shared-types.ts';
import type { TrustedDocument } from './trusted-document.ts';

export interface CreateScreeningVariables {
  readonly program?: AidProgram | null | undefined;
  readonly clientReference?: string | null | undefined;
}

export interface CreateScreeningData {
  readonly createScreening: Job;
}

/** Begins a screening: its roster goes to uploadUrl. */
export const createScreening: TrustedDocument<CreateScreeningVariables, CreateScreeningData> = {
  file: 'create-screening.graphql',
  id: 'sha256:386f34b5422bf3517192f16c7e4d860d275275fc036b12c0d17c1ad577fd6c2e',
  operation: 'mutation',
};
