import { z } from 'zod';

const counts = z.object({ field: z.string(), yes: z.number(), no: z.number(), unknown: z.number() });

/** What a finished screening says of its results, as far as the truth knows it. */
export const summarySchema = z.object({
  rows: z.number(),
  students: z.number(),
  outcomes: z.object({ answered: z.number(), notOnRoll: z.number(), invalidNumber: z.number() }),
  findings: z.array(counts),
  specialGroups: z.array(z.object({ group: z.string(), count: z.number() })),
  complete: z.number(),
  incomplete: z.number(),
});

export type ScreeningSummary = z.output<typeof summarySchema>;

/** A screening, as `POST /graphql` shows it to its client. */
export const screeningSchema = z.object({
  id: z.string(),
  status: z.enum(['AWAITING_ROSTER', 'RUNNING', 'COMPLETED', 'CANCELLED', 'FAILED', 'EXPIRED']),
  uploadUrl: z.url(),
  progress: z.object({ total: z.number().nullable(), complete: z.number(), unanswered: z.number() }),
  resultsUrl: z.url().nullable(),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** Asked for with the progress only. */
  summary: summarySchema.nullish(),
});

export type Screening = z.output<typeof screeningSchema>;
