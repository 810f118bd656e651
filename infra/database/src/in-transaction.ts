import type pg from 'pg';

export interface InTransactionOptions {
  /** Told to `begin`; the connection's defaults where left out. */
  readonly mode?: 'isolation level repeatable read read only';
}

/** Runs `work` in a transaction of its own; rolled back, and the connection closed, when it throws. */
export async function inTransaction<Result>(
  pool: pg.Pool,
  work: (transaction: pg.PoolClient) => Promise<Result>,
  { mode }: InTransactionOptions = {},
): Promise<Result> {
  const client = await pool.connect();
  let done = false;
  try {
    await client.query(mode === undefined ? 'begin' : `begin ${mode}`);
    const result = await work(client);
    await client.query('commit');
    done = true;
    return result;
  } finally {
    // One that failed may be in any state: closing it ends its transaction.
    client.release(!done);
  }
}
