import { provisionDatabase, withClient } from '@hearthgate/database';
import { limits } from '../limits.ts';
import { auditLogUrl } from './audit-log-url.ts';

export interface ProvisionAuditLogOptions {
  /** Of a superuser, or of a role that may create roles and databases. */
  readonly adminUrl: string;
  /** Instead of the usual name; the roles are named after it. */
  readonly database?: string | undefined;
  readonly passwords: {
    readonly owner: string;
    readonly writer: string;
    readonly reader: string;
    readonly review: string;
  };
}

/**
 * The log's database with its four roles, all migrations, and a partition for this month and each of the next 24; safe
 * to call at every start. A log that is not started for longer goes on in its default partition: nothing is refused for
 * lack of a month.
 */
export async function provisionAuditLog(options: ProvisionAuditLogOptions): Promise<void> {
  const { adminUrl, database = 'hearthgate_audit', passwords } = options;
  await provisionDatabase({
    adminUrl,
    database,
    owner: { name: `${database}_owner`, password: passwords.owner },
    roles: {
      service: { name: database, password: passwords.writer },
      reader: { name: `${database}_reader`, password: passwords.reader },
      review: { name: `${database}_review`, password: passwords.review },
    },
    migrations: new URL('../../migrations/', import.meta.url),
  });
  const ownerUrl = auditLogUrl({ clusterUrl: adminUrl, database, role: 'owner', password: passwords.owner });
  await withClient(ownerUrl, (owner) => owner.query(addPartitions, [limits.partitionMonthsAhead]));
}

/** By the database's clock, which is the one that leaves are recorded by. Partitions added later are readable like their table: through it. */
const addPartitions = `
  select log.add_partition(parent, now() + months * interval '1 month')
  from unnest(array['leaf', 'subject']) as parent, generate_series(0, $1::int) as months`;
