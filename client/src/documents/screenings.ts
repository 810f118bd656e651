// Written by `npm run documents` from schema/documents and schema/public.graphql.
import type { Job } from './shared-types.ts';
import type { TrustedDocument } from './trusted-document.ts';

export interface ScreeningsVariables {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

export interface ScreeningsData {
  readonly screenings: { readonly screenings: readonly Job[]; readonly next: string | null };
}

/** The caller's own screenings, newest first. */
export const screenings: TrustedDocument<ScreeningsVariables, ScreeningsData> = {
  file: 'screenings.graphql',
  id: 'sha256:ef177342030cb96ac9d2ce5fb71d21c7b63498525e3509f9a120f8ae935b62b0',
  operation: 'query',
};
