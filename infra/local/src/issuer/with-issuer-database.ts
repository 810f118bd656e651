import pg from 'pg';
import { LocalError } from '../errors.ts';
import { limits } from './limits.ts';

/**
 * One connection to the issuer's database for one piece of work, in a transaction that an error rolls back.
 * Errors: `ISSUER_UNAVAILABLE`, and those of `work`.
 */
export async function withIssuerDatabase<Result>(
  databaseUrl: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: limits.databaseConnectTimeoutMs,
    statement_timeout: limits.databaseStatementTimeoutMs,
  });
  try {
    await client.connect();
  } catch (cause) {
    throw new LocalError(
      'ISSUER_UNAVAILABLE',
      `the issuer's database does not answer: see "hearthgate doctor"`,
      {
        cause,
      },
    );
  }
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } finally {
    // Ending the connection rolls an unfinished transaction back.
    await client.end();
  }
}
