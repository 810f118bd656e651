import type { ClientRow } from '@hearthgate/gateway/administration';
import type { JWK } from 'jose';
import { z } from 'zod';
import { type ClientRegistration, clientRegistrationSchema } from './client-registration.ts';
import type { ClientSettings } from './client-settings.ts';

/** A client as both sides know it: what it is by the issuer, what it may by the gateway. */
export type RegisteredClient = ClientRegistration &
  ClientSettings & { readonly createdAt: Date; readonly revokedAt: Date | null };

/** What the issuer alone knows. */
export interface IssuerClient {
  readonly registration: ClientRegistration;
  readonly senderConstrained: boolean;
  readonly publicKey: JWK;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}

/** What a query selects for `parseClientRow`. */
export const issuerClientColumns = 'id, registration, sender_constrained, public_key, created_at, revoked_at';

const rowSchema = z.object({
  id: z.string(),
  registration: clientRegistrationSchema.omit({ id: true }),
  sender_constrained: z.boolean(),
  public_key: z.object({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: z.string(),
    y: z.string(),
    kid: z.string(),
  }),
  created_at: z.date(),
  revoked_at: z.date().nullable(),
});

/** A row of the issuer's table `client`, parsed: a registration that this version does not understand is an error, not a guess. */
export function parseClientRow(row: unknown): IssuerClient {
  const { id, registration, public_key: publicKey, ...rest } = rowSchema.parse(row);
  return {
    registration: { id, ...registration },
    senderConstrained: rest.sender_constrained,
    publicKey,
    createdAt: rest.created_at,
    revokedAt: rest.revoked_at,
  };
}

/** Both sides put together; a client that the gateway does not know may ask it for nothing. */
export function registeredClient(client: IssuerClient, settings: ClientRow | undefined): RegisteredClient {
  const { registration, senderConstrained, createdAt, revokedAt } = client;
  return {
    ...registration,
    adHocQueries: settings?.adHocQueries ?? false,
    senderConstrained,
    requestsPerSecond: settings?.requestsPerSecond ?? undefined,
    subjectsPerDay: settings?.subjectsPerDay ?? undefined,
    createdAt,
    revokedAt,
  };
}
