import { endClient, saveClient } from '@hearthgate/gateway/administration';
import { clientSettingsSchema } from './client-settings.ts';
import { inTransaction } from './in-transaction.ts';
import type { ClientDatabases } from './list-clients.ts';
import { issuerClientColumns, parseClientRow } from './registered-client.ts';

/**
 * Moves the settings of clients that the first version registered from the issuer's table to the gateway's; without
 * them the gateway would refuse these clients. Does nothing once they are moved, and may be interrupted and repeated.
 */
export async function carryClientSettings({
  databaseUrl,
  gatewayDatabaseUrl,
}: ClientDatabases): Promise<void> {
  await inTransaction({ databaseUrl, of: 'issuer' }, async (issuer) => {
    const { rows } = await issuer.query<Record<string, unknown>>(
      `select ${issuerClientColumns}, settings from client where settings is not null for update`,
    );
    if (rows.length === 0) return;
    await inTransaction({ databaseUrl: gatewayDatabaseUrl, of: 'gateway' }, async (gateway) => {
      for (const row of rows) {
        const { registration, revokedAt } = parseClientRow(row);
        const { requestsPerSecond, subjectsPerDay, ...may } = clientSettingsSchema.parse(row['settings']);
        const { id, role } = registration;
        await saveClient(gateway, { id, person: false, role, ...may, requestsPerSecond, subjectsPerDay });
        if (revokedAt !== null) await endClient(gateway, id);
      }
    });
    await issuer.query('update client set settings = null where settings is not null');
  });
}
