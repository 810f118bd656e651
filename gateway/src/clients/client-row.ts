import { z } from 'zod';

const limit = z.int().min(0).nullable();

const clientRowSchema = z.object({
  id: z.string(),
  person: z.boolean(),
  role: z.string(),
  adHocQueries: z.boolean(),
  senderConstrained: z.boolean(),
  /** `null`: the gateway's default. */
  requestsPerSecond: limit,
  subjectsPerDay: limit,
  revoked: z.boolean(),
});

/** A row of table `client`, as it was registered. */
export type ClientRow = Readonly<z.infer<typeof clientRowSchema>>;

/** What a query selects for `parseClientRows`. */
export const clientColumns = `id, person, role, ad_hoc_queries as "adHocQueries", sender_constrained as "senderConstrained",
  requests_per_second as "requestsPerSecond", subjects_per_day as "subjectsPerDay", revoked_at is not null as revoked`;

export function parseClientRows(rows: unknown): ClientRow[] {
  return z.array(clientRowSchema).parse(rows);
}
