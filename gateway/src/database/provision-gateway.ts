import { provisionDatabase, withClient } from '@hearthgate/database';
import { limits } from '../limits.ts';
import { gatewayDatabaseUrl } from './gateway-database-url.ts';

export interface ProvisionGatewayOptions {
  /** Of a superuser, or of a role that may create roles and databases. */
  readonly adminUrl: string;
  /** Instead of the usual name; the roles are named after it. */
  readonly database?: string | undefined;
  readonly passwords: { readonly owner: string; readonly service: string };
}

/**
 * The gateway's database with its two roles all migrations, the queues of screenings, and
 * partitions for the months to come; safe to call at every start. The service reads
 * clients and counts subjects; clients are written by the owner, which is the operator's and no gateway's.
 */
export async function provisionGateway(options: ProvisionGatewayOptions): Promise<void> {
  const { adminUrl, database = 'hearthgate_gateway', passwords } = options;
  await provisionDatabase({
    adminUrl,
    database,
    owner: { name: `${database}_owner`, password: passwords.owner },
    roles: { service: { name: database, password: passwords.service } },
    migrations: new URL('../../migrations/', import.meta.url),
  });
  const ownerUrl = gatewayDatabaseUrl({
    clusterUrl: adminUrl,
    database,
    role: 'owner',
    password: passwords.owner,
  });
  await withClient(ownerUrl, (owner) => owner.query(addPartitions, [limits.screening.partitionMonthsAhead]));
  // Only now: pg-boss is a hundred modules, which every other command of an operator would load in vain.
  const { installQueues } = await import('../screening/queue/install-queues.ts');
  await installQueues(ownerUrl, database);
}

const addPartitions = `
  select screening.add_partitions(now() + months * interval '1 month') from generate_series(0, $1::int) as months`;
