import { z } from 'zod';
import { type ClientRegistration, clientRegistrationSchema } from '../client-registration.ts';

/** A person who signs in to the console. `id` is the username. */
export interface Account {
  readonly registration: ClientRegistration;
  /** May send queries of its own words to the gateway, which decides it. */
  readonly adHocQueries: boolean;
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
}

/** What a query selects for `parseAccountRow`. */
export const accountColumns = 'username, registration, ad_hoc_queries, created_at, disabled_at';

const rowSchema = z.object({
  username: z.string(),
  registration: clientRegistrationSchema.omit({ id: true }),
  ad_hoc_queries: z.boolean(),
  created_at: z.date(),
  disabled_at: z.date().nullable(),
});

/** A row of the issuer's table `account`, parsed: a registration that this version does not understand is an error. */
export function parseAccountRow(row: unknown): Account {
  const { username, registration, ...rest } = rowSchema.parse(row);
  return {
    registration: { id: username, ...registration },
    adHocQueries: rest.ad_hoc_queries,
    createdAt: rest.created_at,
    disabledAt: rest.disabled_at,
  };
}
