// Written by `npm run documents` from schema/documents and schema/public.graphql.
import type { Job } from './shared-types.ts';
import type { TrustedDocument } from './trusted-document.ts';

export interface ResumeScreeningVariables {
  readonly id: string;
}

export interface ResumeScreeningData {
  readonly resumeScreening: Job;
}

/** Asks again about the students of a screening who stayed UNKNOWN because an agency did not answer. */
export const resumeScreening: TrustedDocument<ResumeScreeningVariables, ResumeScreeningData> = {
  file: 'resume-screening.graphql',
  id: 'sha256:08a99facfc908cb86bbf9be6225a80fd5d2f1e92f8297c19138dd5ea8320b4f9',
  operation: 'mutation',
};
