import type pg from 'pg';
import { clientColumns, type ClientRow, parseClientRows } from './client-row.ts';

/** Every client's settings as they were registered, the revoked ones' too. */
export async function listClientRows(database: pg.ClientBase): Promise<ClientRow[]> {
  const { rows } = await database.query<Record<string, unknown>>(
    `select ${clientColumns} from public.client`,
  );
  return parseClientRows(rows);
}
