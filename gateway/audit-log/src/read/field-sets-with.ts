import type pg from 'pg';
import { z } from 'zod';
import { readRows } from './read-rows.ts';

/** The ids of the sets of fields that have this one. There are few sets, so they are all looked at. */
export async function fieldSetsWith(pool: pg.Pool, field: string): Promise<string[]> {
  const rows = await readRows({
    pool,
    text: 'select id from log.field_set where $1 = any(fields)',
    values: [field],
    row: z.object({ id: z.string() }),
  });
  return rows.map(({ id }) => id);
}
