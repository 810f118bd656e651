import type pg from 'pg';
import { limits } from '../../limits.ts';
import { eraseScreening } from '../store/erase-screening.ts';
import { inTransaction } from '@hearthgate/database';

/** Erases the screenings whose time is over, some at a time; several workers may do so at once. Returns how many. */
export async function eraseExpired(pool: pg.Pool): Promise<number> {
  return inTransaction(pool, async (transaction) => {
    const { rows } = await transaction.query<{ id: string }>(
      `select id from screening.screening where expires_at <= now() and wrapped_key is not null
       order by expires_at limit $1 for update skip locked`,
      [limits.screening.expiredAtOnce],
    );
    for (const { id } of rows) await eraseScreening(transaction, id, { status: 'EXPIRED' });
    return rows.length;
  });
}
