import type pg from 'pg';
import { limits } from '../../limits.ts';

/** Lets the rest of a transaction take as long as a whole roster's deletion may; requests have a second. */
export async function allowLongDeletion(transaction: pg.ClientBase): Promise<void> {
  await transaction.query(`set local statement_timeout = ${String(limits.screening.eraseTimeoutMs)}`);
}
