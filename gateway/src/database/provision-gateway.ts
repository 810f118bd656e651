import { provisionDatabase } from '@hearthgate/database';

export interface ProvisionGatewayOptions {
  /** Of a superuser, or of a role that may create roles and databases. */
  readonly adminUrl: string;
  /** Instead of the usual name; the roles are named after it. */
  readonly database?: string | undefined;
  readonly passwords: { readonly owner: string; readonly service: string };
}

/**
 * The gateway's database with its two roles and all migrations; safe to call at every start. The service reads
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
}
