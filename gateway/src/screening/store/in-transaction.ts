import type pg from 'pg';

/** Runs `work` in a transaction of its own; rolled back, and the connection closed, when it throws. */
export async function inTransaction<Result>(
  pool: pg.Pool,
  work: (transaction: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let done = false;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    done = true;
    return result;
  } finally {
    // One that failed may be in any state: closing it ends its transaction.
    client.release(!done);
  }
}
