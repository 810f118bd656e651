import type pg from 'pg';

/** Runs `work` in a transaction of its own. A connection on which it failed is closed, which ends its transaction. */
export async function inTransaction<Result>(
  pool: pg.Pool,
  mode: 'read write' | 'isolation level repeatable read read only',
  work: (client: pg.ClientBase) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let done = false;
  try {
    await client.query(`begin ${mode}`);
    const result = await work(client);
    await client.query('commit');
    done = true;
    return result;
  } finally {
    client.release(!done);
  }
}
