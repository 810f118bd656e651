import type pg from 'pg';
import { z } from 'zod';
import { queryRows } from './query-rows.ts';

/**
 * What stands beyond the head, or before the first leaf, named. In one statement, so that what is being appended is seen
 * with its head or not at all.
 */
export async function readStrays(client: pg.ClientBase): Promise<string[]> {
  const rows = await queryRows({
    client,
    text: findStrays,
    row: z.object({ place: z.string() }),
    place: 'the end of the log',
  });
  return rows.map(({ place }) => place);
}

const findStrays = `
  with head as (select size from log.head)
  (select 'leaf ' || index as place from log.leaf, head where index >= size order by index limit 1)
  union all
  (select 'leaf ' || index from log.leaf where index < 0 order by index limit 1)
  union all
  (select 'the subjects of leaf ' || index from log.subject, head where index >= size order by index limit 1)
  union all
  (select 'the subjects of leaf ' || index from log.subject where index < 0 order by index limit 1)
  union all
  (select format('node (%s, %s)', level, index) from log.node, head
    where level < 1 or index < 0 or index >= div(size::numeric, 256::numeric ^ level) order by level, index limit 1)
  union all
  (select 'the checkpoint of size ' || checkpoint.size from log.checkpoint, head
    where checkpoint.size > head.size or checkpoint.size < 0 order by checkpoint.size limit 1)`;
