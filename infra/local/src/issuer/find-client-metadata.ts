import type { AdapterPayload } from 'oidc-provider';
import type pg from 'pg';
import { parseClientRow } from './registered-client.ts';

/**
 * What the provider knows a client by, read afresh at each request, so that adding, revoking and rotating need no
 * signal: `undefined` for a client that is unknown or revoked.
 */
export async function findClientMetadata(pool: pg.Pool, id: string): Promise<AdapterPayload | undefined> {
  const { rows } = await pool.query<Record<string, unknown>>(
    `select id, registration, settings, public_key, created_at, revoked_at
       from client where id = $1 and revoked_at is null`,
    [id],
  );
  if (rows[0] === undefined) return undefined;
  const { client, publicKey } = parseClientRow(rows[0]);
  const { role, school, division, agency } = client;
  return {
    client_id: client.id,
    jwks: { keys: [publicKey] },
    dpop_bound_access_tokens: client.senderConstrained,
    registration: { id: client.id, role, school, division, agency },
  };
}
