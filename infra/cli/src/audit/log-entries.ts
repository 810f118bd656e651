import { z } from 'zod';

/** The selection of an entry that all of the commands read. */
export const entryFields =
  '{ index leafHash leaf time kind outcome client role location purpose fields subjectCount }';

export const entrySchema = z.object({
  index: z.number(),
  leafHash: z.string(),
  leaf: z.string(),
  time: z.string(),
  kind: z.enum(['REQUEST', 'REVIEW', 'REFUSALS', 'START']),
  outcome: z.string().nullable(),
  client: z.string().nullable(),
  role: z.string().nullable(),
  location: z.string().nullable(),
  purpose: z.string().nullable(),
  fields: z.array(z.string()),
  subjectCount: z.number(),
});

/** A leaf of the audit log as `schema/audit.graphql` gives it. */
export type LogEntry = z.output<typeof entrySchema>;

export const pageSchema = z.object({ entries: z.array(entrySchema), next: z.string().nullable() });

export type LogPage = z.output<typeof pageSchema>;
