import type { JWK } from 'jose';
import { z } from 'zod';
import { clientRegistrationSchema } from './client-registration.ts';
import type { ClientRegistration } from './client-registration.ts';
import { clientSettingsSchema } from './client-settings.ts';
import type { ClientSettings } from './client-settings.ts';

export type RegisteredClient = ClientRegistration &
  ClientSettings & { readonly createdAt: Date; readonly revokedAt: Date | null };

const rowSchema = z.object({
  id: z.string(),
  registration: clientRegistrationSchema.omit({ id: true }),
  settings: clientSettingsSchema,
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

/** A row of table `client`, parsed: a registration that this version does not understand is an error, not a guess. */
export function parseClientRow(row: unknown): { readonly client: RegisteredClient; readonly publicKey: JWK } {
  const { id, registration, settings, public_key: publicKey, ...times } = rowSchema.parse(row);
  return {
    client: { id, ...registration, ...settings, createdAt: times.created_at, revokedAt: times.revoked_at },
    publicKey,
  };
}
