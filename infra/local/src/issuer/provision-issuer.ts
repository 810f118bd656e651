import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { migrate, withClient } from '@hearthgate/database';
import pg from 'pg';

export interface ProvisionIssuerOptions {
  /** A superuser's connection string. */
  readonly adminUrl: string;
  readonly password: string;
  /** Also the name of its role; another than the default is for tests that share one cluster. */
  readonly database?: string;
}

const MIGRATIONS = new URL('./migrations/', import.meta.url);

/**
 * Makes the issuer's role, database and tables where they are missing, sets the role's password, and returns the
 * role's connection string. May be repeated. The role can read and write clients, and alter no table.
 */
export async function provisionIssuer(options: ProvisionIssuerOptions): Promise<string> {
  const { adminUrl, password, database = 'hearthgate_issuer' } = options;
  const name = pg.escapeIdentifier(database);
  await withClient(adminUrl, async (admin) => {
    const role = await admin.query('select 1 from pg_roles where rolname = $1', [database]);
    await admin.query(
      `${role.rowCount === 0 ? 'create' : 'alter'} role ${name} login password ${pg.escapeLiteral(password)}`,
    );
    const found = await admin.query('select 1 from pg_database where datname = $1', [database]);
    if (found.rowCount === 0) {
      await admin.query(`create database ${name} encoding 'UTF8' template template0`);
    }
    await admin.query(
      `revoke all on database ${name} from public; grant connect on database ${name} to ${name}`,
    );
  });
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  await withClient(url.href, async (client) => {
    await adoptFirstRecords(client);
    await migrate({ client, folder: MIGRATIONS, roles: { service: database } });
  });
  url.username = database;
  url.password = password;
  return url.href;
}

/** The first version recorded its only migration without a digest of the text, in a table that `migrate` cannot read. */
async function adoptFirstRecords(admin: pg.Client): Promise<void> {
  const { rowCount } = await admin.query(
    `select 1 from information_schema.columns
     where table_schema = 'public' and table_name = 'migration' and column_name = 'at'`,
  );
  if (rowCount === 0) return;
  const text = await readFile(new URL('0001-client.sql', MIGRATIONS), 'utf8');
  const sha256 = createHash('sha256').update(text).digest('hex');
  await admin.query(
    `alter table public.migration rename column at to applied_at;
     alter table public.migration add column sha256 text not null default ${pg.escapeLiteral(sha256)};
     alter table public.migration alter column sha256 drop default`,
  );
}
