import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** The same connection string with another database, and another user where one is given. */
export function databaseUrl(
  baseUrl: string,
  database: string,
  user?: { name: string; password: string },
): string {
  const url = new URL(baseUrl);
  url.pathname = `/${database}`;
  if (user) {
    url.username = user.name;
    url.password = user.password;
  }
  return url.href;
}

export interface ClonedDatabase extends AsyncDisposable {
  readonly name: string;
  readonly url: string;
}

/** A database of a test file's own: a copy of `template` (of Postgres' empty one unless named), dropped on disposal. */
export async function cloneDatabase(adminUrl: string, template = 'template0'): Promise<ClonedDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await run(
    adminUrl,
    `create database ${pg.escapeIdentifier(name)} template ${pg.escapeIdentifier(template)}`,
  );
  return {
    name,
    url: databaseUrl(adminUrl, name),
    [Symbol.asyncDispose]: () =>
      run(adminUrl, `drop database if exists ${pg.escapeIdentifier(name)} with (force)`),
  };
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
