import pg from 'pg';
import { createLoginRole } from './create-login-role.ts';
import { migrate } from './migrate.ts';
import { withClient } from './with-client.ts';

interface LoginRole {
  readonly name: string;
  readonly password: string;
}

export interface ProvisionDatabaseOptions {
  /** Of a superuser, or of a role that may create roles and databases. */
  readonly adminUrl: string;
  readonly database: string;
  /** Owns the database and everything in it; runs the migrations. */
  readonly owner: LoginRole;
  /** By the placeholder under which the migrations grant to them: `service` may do what they grant to :"service". */
  readonly roles: Readonly<Record<string, LoginRole>>;
  /** The folder of `NNNN-name.sql` files. */
  readonly migrations: URL;
}

/**
 * A database with its owner, its roles and all migrations; safe to call at every start.
 *
 * Guarantees that each role can connect to this database and do there what its migrations grant, and nothing else: no temporary tables, nothing of the schema `public` unless granted, and (where the admin is a superuser) no
 * large objects, which Postgres lets everybody create. Does not touch databases that it did not create: whether a role
 * may connect to `postgres` is up to the cluster.
 */
export async function provisionDatabase(options: ProvisionDatabaseOptions): Promise<void> {
  const { adminUrl, database, owner, roles, migrations } = options;
  await withClient(adminUrl, async (admin) => {
    await createLoginRole(admin, owner.name, owner.password);
    for (const { name, password } of Object.values(roles)) await createLoginRole(admin, name, password);
    await createDatabase(admin, options);
  });
  const inside = new URL(adminUrl);
  inside.pathname = `/${database}`;
  await withClient(inside.href, revokeFromPublic);
  inside.username = owner.name;
  inside.password = encodeURIComponent(owner.password);
  const roleNames = Object.fromEntries(Object.entries(roles).map(([key, { name }]) => [key, name]));
  await withClient(inside.href, (client) => migrate({ client, folder: migrations, roles: roleNames }));
}

async function createDatabase(admin: pg.Client, names: ProvisionDatabaseOptions): Promise<void> {
  const [database, owner] = [names.database, names.owner.name].map((name) => pg.escapeIdentifier(name));
  const roles = Object.values(names.roles).map(({ name }) => pg.escapeIdentifier(name));
  const found = await admin.query('select 1 from pg_database where datname = $1', [names.database]);
  if (found.rowCount === 0) {
    // Only a member of a role may make it the owner of something; a superuser counts as one.
    const { rows } = await admin.query<{ member: boolean }>(`select pg_has_role($1, 'member') as member`, [
      names.owner.name,
    ]);
    if (rows[0]?.member === false) await admin.query(`grant ${owner} to current_user`);
    await admin.query(`create database ${database} owner ${owner} template template0 encoding 'UTF8'`);
  }
  await admin.query(`revoke all on database ${database} from public`);
  await admin.query(`grant connect on database ${database} to ${roles.join(', ')}`);
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
