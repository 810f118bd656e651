import { rm } from 'node:fs/promises';
import { endClient } from '@hearthgate/gateway/administration';
import { clientKeyFile } from '../client-keys/client-key-file.ts';
import { LocalError } from '../errors.ts';
import { inTransaction } from './in-transaction.ts';
import type { ClientDatabases } from './list-clients.ts';

export interface ClientChange extends ClientDatabases {
  readonly dataDir: string;
  readonly id: string;
}

/**
 * The client gets no token any more, at once and for ever, and within 5 s no gateway answers those that it holds; its
 * private key is removed. Revoking twice changes nothing.
 *
 * Errors: `CLIENT_UNKNOWN`, `ISSUER_UNAVAILABLE`, `GATEWAY_UNAVAILABLE`.
 */
export async function revokeClient(change: ClientChange): Promise<void> {
  const { databaseUrl, gatewayDatabaseUrl, dataDir, id } = change;
  await inTransaction({ databaseUrl, of: 'issuer' }, async (issuer) => {
    const { rowCount } = await issuer.query(
      'update client set revoked_at = coalesce(revoked_at, now()) where id = $1',
      [id],
    );
    if (rowCount === 0) throw new LocalError('CLIENT_UNKNOWN', `no client is called ${id}`);
    // Before the commit: an interruption leaves a client that still gets tokens and can do nothing with them.
    await inTransaction({ databaseUrl: gatewayDatabaseUrl, of: 'gateway' }, (gateway) =>
      endClient(gateway, id),
    );
  });
  await rm(clientKeyFile(dataDir, id), { force: true });
}
