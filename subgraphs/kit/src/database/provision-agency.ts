import type { AgencyName } from '@hearthgate/schema';
import pg from 'pg';
import { type AgencyDatabase, agencyDatabase } from './agency-database.ts';
import { agencyDatabaseUrl } from './agency-database-url.ts';
import { createLoginRole } from './create-login-role.ts';
import { migrate } from './migrate.ts';
import { withClient } from './with-client.ts';

export interface ProvisionAgencyOptions {
  /** Of a superuser, or of a role that may create roles and databases. */
  readonly adminUrl: string;
  readonly agency: AgencyName;
  /** Instead of the agency's usual name; the roles are named after it. */
  readonly database?: string;
  readonly passwords: { readonly owner: string; readonly service: string };
}

/**
 * An agency's database with its roles and all migrations; safe to call at every start.
 *
 * Guarantees that the service role can connect to this database and do there what its migrations grant, and nothing
 * else: no temporary tables, nothing of the schema `public`, and (where the admin is a superuser) no large objects,
 * which Postgres lets everybody create. Does not touch databases that it did not create: whether the service role may
 * connect to `postgres` is up to the cluster.
 */
export async function provisionAgency(options: ProvisionAgencyOptions): Promise<void> {
  const { adminUrl, agency, passwords } = options;
  const names = agencyDatabase(agency, options.database);
  await withClient(adminUrl, async (admin) => {
    await createLoginRole(admin, names.owner, passwords.owner);
    await createLoginRole(admin, names.service, passwords.service);
    await createDatabase(admin, names);
  });

  const at = { clusterUrl: adminUrl, agency, database: options.database };
  const inside = new URL(adminUrl);
  inside.pathname = `/${names.database}`;
  await withClient(inside.href, revokeFromPublic);
  await withClient(agencyDatabaseUrl({ ...at, role: 'owner', password: passwords.owner }), (client) =>
    migrate({ client, folder: migrationsOf(agency), serviceRole: names.service }),
  );
}

function migrationsOf(agency: AgencyName): URL {
  const kind = agency === 'enrollment' ? 'enrollment' : 'household';
  return new URL(`../../migrations/${kind}/`, import.meta.url);
}

async function createDatabase(admin: pg.Client, names: AgencyDatabase): Promise<void> {
  const [database, owner, service] = [names.database, names.owner, names.service].map((name) =>
    pg.escapeIdentifier(name),
  );
  const found = await admin.query('select 1 from pg_database where datname = $1', [names.database]);
  if (found.rowCount === 0) {
    // Only a member of a role may make it the owner of something; a superuser counts as one.
    const { rows } = await admin.query<{ member: boolean }>(`select pg_has_role($1, 'member') as member`, [
      names.owner,
    ]);
    if (rows[0]?.member === false) await admin.query(`grant ${owner} to current_user`);
    await admin.query(`create database ${database} owner ${owner} template template0 encoding 'UTF8'`);
  }
  await admin.query(`revoke all on database ${database} from public`);
  await admin.query(`grant connect on database ${database} to ${service}`);
}

/** Postgres gives everybody these in a new database. */
async function revokeFromPublic(admin: pg.Client): Promise<void> {
  await admin.query('revoke all on schema public from public');
  const { rows } = await admin.query<{ rolsuper: boolean }>(
    'select rolsuper from pg_roles where rolname = current_user',
  );
  if (rows[0]?.rolsuper !== true) return;
  await admin.query(
    `revoke execute on function
       pg_catalog.lo_creat(integer), pg_catalog.lo_create(oid), pg_catalog.lo_from_bytea(oid, bytea)
     from public`,
  );
}
