import pg from 'pg';
import { LocalError } from '../errors.ts';
import { limits } from './limits.ts';

export interface InTransactionOptions {
  readonly databaseUrl: string;
  readonly of: 'issuer' | 'gateway';
}

/**
 * One connection to the issuer's or the gateway's database for one piece of work, in a transaction that an error rolls
 * back. Errors: `ISSUER_UNAVAILABLE`, `GATEWAY_UNAVAILABLE`, and those of `work`.
 */
export async function inTransaction<Result>(
  { databaseUrl, of }: InTransactionOptions,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: limits.databaseConnectTimeoutMs,
    statement_timeout: limits.databaseStatementTimeoutMs,
  });
  // A connection that breaks between two statements fails the next one as well.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (cause) {
    const code = of === 'issuer' ? 'ISSUER_UNAVAILABLE' : 'GATEWAY_UNAVAILABLE';
    throw new LocalError(code, `the ${of}'s database does not answer: see "hearthgate doctor"`, { cause });
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
