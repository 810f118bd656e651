import type { AdapterPayload } from 'oidc-provider';
import type pg from 'pg';
import { issuerClientColumns, parseClientRow } from './registered-client.ts';

/**
 * What the provider knows a client by, read afresh at each request, so that adding, revoking and rotating need no
 * signal: `undefined` for a client that is unknown or revoked.
 */
export async function findClientMetadata(pool: pg.Pool, id: string): Promise<AdapterPayload | undefined> {
  const { rows } = await pool.query<Record<string, unknown>>(
    `select ${issuerClientColumns} from client where id = $1 and revoked_at is null`,
    [id],
  );
  if (rows[0] === undefined) return undefined;
  const { registration, publicKey, senderConstrained } = parseClientRow(rows[0]);
  return {
    client_id: registration.id,
    jwks: { keys: [publicKey] },
    dpop_bound_access_tokens: senderConstrained,
    registration,
  };
}
