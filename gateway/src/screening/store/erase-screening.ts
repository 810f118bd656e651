import type pg from 'pg';
import { allowLongDeletion } from './allow-long-deletion.ts';
import type { ScreeningFailure } from './screening-row.ts';

/** How a screening that holds something can end. */
export type ErasingEnd =
  | { readonly status: 'CANCELLED' | 'EXPIRED' }
  | { readonly status: 'FAILED'; readonly failure: ScreeningFailure };

/**
 * Ends a screening and erases its key, its roster and its results, in one transaction: with the key gone, whatever copy
 * there may be of the rest cannot be read. One that has ended already stays as it is.
 */
export async function eraseScreening(
  transaction: pg.ClientBase,
  id: string,
  end: ErasingEnd,
): Promise<boolean> {
  const { rowCount } = await transaction.query(
    `update screening.screening
     set status = $2, failure = $3, wrapped_key = null, reference = null, cut = null, summary = null, upload_lease = null
     where id = $1 and wrapped_key is not null`,
    [id, end.status, end.status === 'FAILED' ? end.failure : null],
  );
  if (rowCount === 0) return false;
  await allowLongDeletion(transaction);
  for (const table of ['upload_part', 'roster_chunk', 'result_chunk']) {
    await transaction.query(`delete from screening.${table} where screening = $1`, [id]);
  }
  return true;
}
