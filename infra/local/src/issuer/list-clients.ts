import { listClientRows } from '@hearthgate/gateway/administration';
import { inTransaction } from './in-transaction.ts';
import {
  issuerClientColumns,
  parseClientRow,
  registeredClient,
  type RegisteredClient,
} from './registered-client.ts';

export interface ClientDatabases {
  /** The issuer's. */
  readonly databaseUrl: string;
  /** The gateway's, as its owner. */
  readonly gatewayDatabaseUrl: string;
}

/** Every client that was ever registered, the revoked ones too (`revokedAt`), by id. */
export async function listClients({
  databaseUrl,
  gatewayDatabaseUrl,
}: ClientDatabases): Promise<RegisteredClient[]> {
  const clients = await inTransaction({ databaseUrl, of: 'issuer' }, async (issuer) => {
    const { rows } = await issuer.query<Record<string, unknown>>(
      `select ${issuerClientColumns} from client order by id collate "C"`,
    );
    return rows.map(parseClientRow);
  });
  const rows = await inTransaction({ databaseUrl: gatewayDatabaseUrl, of: 'gateway' }, listClientRows);
  const settings = new Map(rows.map((row) => [row.id, row]));
  return clients.map((client) => registeredClient(client, settings.get(client.registration.id)));
}
