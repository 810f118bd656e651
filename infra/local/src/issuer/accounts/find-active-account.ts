import type pg from 'pg';
import { type Account, accountColumns, parseAccountRow } from './account.ts';

/** The person of this name, read afresh at each use so that disabling needs no signal; `undefined` when unknown or disabled. */
export async function findActiveAccount(pool: pg.Pool, username: string): Promise<Account | undefined> {
  const { rows } = await pool.query<Record<string, unknown>>(
    `select ${accountColumns} from account where username = $1 and disabled_at is null`,
    [username],
  );
  return rows[0] === undefined ? undefined : parseAccountRow(rows[0]);
}
