import type { Job, ScreeningJobData } from '../documents/trusted-documents.ts';

/** A screening, and how far it is. */
export type ScreeningJob = Job;

/** The same with what came of it, once it is completed. */
export type ScreeningState = NonNullable<ScreeningJobData['screening']>;

/** Counts over the rows of a whole roster, and what they rest on. */
export type ScreeningSummary = NonNullable<ScreeningState['summary']>;
