import { z } from 'zod';

/** As much as Postgres' integer holds. */
const limit = z.int().min(0).max(2_147_483_647).optional();

/** What is registered with a client besides what it is; the gateway's, save that the issuer also has `senderConstrained`. */
export const clientSettingsSchema = z.strictObject({
  /** May send `query` text instead of a trusted document, and introspect. */
  adHocQueries: z.boolean().default(false),
  /** Gets DPoP-bound tokens only (RFC 9449). */
  senderConstrained: z.boolean().default(false),
  /** 0: no limit. Absent: the gateway's default. */
  requestsPerSecond: limit,
  /** 0: no limit. Absent: the gateway's default. */
  subjectsPerDay: limit,
});

export type ClientSettings = Readonly<z.infer<typeof clientSettingsSchema>>;
