import type pg from 'pg';
import { z } from 'zod';
import { indexColumn } from '../read/index-column.ts';
import { inTransaction } from '@hearthgate/database';

export interface TakeBatchOptions {
  readonly pool: pg.Pool;
  readonly job: 'rollup' | 'rules';
  /** Of what the job makes. */
  readonly definition: number;
  /** At most that many. */
  readonly leaves: number;
  /** Not beyond what this job has taken. */
  readonly behind?: 'rollup';
  /** Where what was made cannot stay. */
  readonly beginAnew: (client: pg.ClientBase) => Promise<void>;
  readonly take: (
    client: pg.ClientBase,
    range: { readonly start: number; readonly end: number },
  ) => Promise<void>;
}

const progressRow = z.object({ next: indexColumn, definition: z.int() });
const sizeRow = z.object({ size: indexColumn });

/**
 * The next leaves for a job, in one transaction with its place in the log: a batch is taken once and whole, whatever
 * is killed in between. The place's row is the lock. A replica that finds it taken goes its way: it would only wait to
 * find that there is nothing left to do.
 *
 * Returns how many leaves were taken. Throws what Postgres says.
 */
export function takeBatch(options: TakeBatchOptions): Promise<number> {
  const { pool, job, definition, leaves, behind, beginAnew, take } = options;
  return inTransaction(pool, async (client) => {
    const { rows: locked } = await client.query(
      'select next, definition from review.progress where job = $1 for update skip locked',
      [job],
    );
    if (locked.length === 0) return 0;
    const progress = progressRow.parse(locked[0]);
    const size = await readEnd(client, behind);
    // What it is to stay behind may be made anew, and comes here again.
    if (behind && progress.next > size) return 0;
    if (size === 0 && progress.next === 0) return 0;
    // From the first leaf on, nothing that was made before may stand.
    const isSame = progress.definition === definition && progress.next > 0 && progress.next <= size;
    if (!isSame) await beginAnew(client);
    const start = isSame ? progress.next : 0;
    const end = Math.min(size, start + leaves);
    if (end > start) await take(client, { start, end });
    if (end > start || !isSame) {
      await client.query(
        'update review.progress set next = $2, definition = $3, moved_at = clock_timestamp() where job = $1',
        [job, end, definition],
      );
    }
    return end - start;
  });
}

/** Committed leaves have no gaps: whoever reads the head can read all that is before it. */
async function readEnd(client: pg.ClientBase, behind: 'rollup' | undefined): Promise<number> {
  const { rows } = behind
    ? await client.query('select next as size from review.progress where job = $1', [behind])
    : await client.query('select size from log.head');
  return sizeRow.parse(rows[0]).size;
}
