import pg from 'pg';
import { LocalError } from '../errors.ts';

const oldestVersion = 150_000;

/** Throws `POSTGRES_UNUSABLE` when the Postgres of `HEARTHGATE_DATABASE_URL` does not answer or is too old. */
export async function checkDatabaseServer(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  let version: number;
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      `select current_setting('server_version_num')::int as version`,
    );
    version = rows[0]?.version ?? 0;
  } catch (error) {
    const reason = error instanceof Error && error.message ? error.message : 'no connection';
    throw new LocalError(
      'POSTGRES_UNUSABLE',
      `the Postgres of HEARTHGATE_DATABASE_URL cannot be used: ${reason}`,
      {
        cause: error,
      },
    );
  } finally {
    await client.end().catch(() => undefined);
  }
  if (version < oldestVersion) {
    throw new LocalError(
      'POSTGRES_UNUSABLE',
      'the Postgres of HEARTHGATE_DATABASE_URL is older than version 15',
    );
  }
}
