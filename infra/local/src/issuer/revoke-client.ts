import { rm } from 'node:fs/promises';
import { clientKeyFile } from '../client-keys/client-key-file.ts';
import { LocalError } from '../errors.ts';
import { withIssuerDatabase } from './with-issuer-database.ts';

export interface ClientChange {
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly id: string;
}

/**
 * The client gets no token any more, at once and for ever; its private key is removed. Tokens that it already holds
 * live on with the issuer (≤ 300 s): ending those is the gateway's part. Revoking twice changes nothing.
 *
 * Errors: `CLIENT_UNKNOWN`.
 */
export async function revokeClient({ databaseUrl, dataDir, id }: ClientChange): Promise<void> {
  await withIssuerDatabase(databaseUrl, async (database) => {
    const { rowCount } = await database.query(
      'update client set revoked_at = coalesce(revoked_at, now()) where id = $1',
      [id],
    );
    if (rowCount === 0) throw new LocalError('CLIENT_UNKNOWN', `no client is called ${id}`);
  });
  await rm(clientKeyFile(dataDir, id), { force: true });
}
