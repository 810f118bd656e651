import { parseClientRow } from './registered-client.ts';
import type { RegisteredClient } from './registered-client.ts';
import { withIssuerDatabase } from './with-issuer-database.ts';

/** Every client that was ever registered, the revoked ones too (`revokedAt`), by id. */
export async function listClients(databaseUrl: string): Promise<RegisteredClient[]> {
  return withIssuerDatabase(databaseUrl, async (database) => {
    const { rows } = await database.query<Record<string, unknown>>(
      `select id, registration, settings, public_key, created_at, revoked_at from client order by id collate "C"`,
    );
    return rows.map((row) => parseClientRow(row).client);
  });
}
