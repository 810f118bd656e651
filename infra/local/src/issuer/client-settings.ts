import { z } from 'zod';

/**
 * What is registered with a client and is not the issuer's concern, save `senderConstrained`. Kept whole in this one
 * module until the gateway's own table of clients takes it over.
 */
export const clientSettingsSchema = z.strictObject({
  /** May send `query` text instead of a trusted document, and introspect. */
  adHocQueries: z.boolean().default(false),
  /** Gets DPoP-bound tokens only (RFC 9449). */
  senderConstrained: z.boolean().default(false),
  /** 0: no limit. Absent: the gateway's default. */
  requestsPerSecond: z.int().min(0).optional(),
  /** 0: no limit. Absent: the gateway's default. */
  subjectsPerDay: z.int().min(0).optional(),
});

export type ClientSettings = Readonly<z.infer<typeof clientSettingsSchema>>;
