import { readdir, readFile } from 'node:fs/promises';
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
  await withClient(url.href, (admin) => migrate(admin, name));
  url.username = database;
  url.password = password;
  return url.href;
}

async function migrate(admin: pg.Client, role: string): Promise<void> {
  await admin.query(
    'create table if not exists migration (name text primary key, at timestamptz default now())',
  );
  for (const file of (await readdir(MIGRATIONS)).sort()) {
    await admin.query('begin');
    const { rowCount } = await admin.query(
      'insert into migration (name) values ($1) on conflict do nothing',
      [file],
    );
    if (rowCount === 1) await admin.query(await readFile(new URL(file, MIGRATIONS), 'utf8'));
    await admin.query('commit');
  }
  await admin.query(`grant select, insert, update on client to ${role}`);
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
