import type pg from 'pg';
import { z } from 'zod';
import { indexColumn } from './index-column.ts';
import { readRows } from './read-rows.ts';

/**
 * The index of the first leaf that was recorded at an instant or later; undefined where there is none. Leaves are recorded
 * in the order of time, so a range of time is a range of indexes, which every other index of the table can be read by.
 */
export async function firstIndexFrom(pool: pg.Pool, instant: Date): Promise<number | undefined> {
  const [found] = await readRows({
    pool,
    text: `select index from log.leaf where recorded_at >= $1 order by recorded_at, index limit 1`,
    values: [instant],
    row: z.object({ index: indexColumn }),
  });
  return found?.index;
}
