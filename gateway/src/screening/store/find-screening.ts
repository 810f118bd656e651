import type pg from 'pg';
import { parseScreeningRows, type ScreeningRow, screeningColumns } from './screening-row.ts';

/** Whose screenings those of a token are: under another client, purpose or location they do not exist. */
export interface ScreeningOwner {
  readonly client: string;
  readonly purpose: string;
  readonly location: string;
}

/** One of the owner's own. What is another's, and what never was, is `undefined` by the same statement. */
export async function findScreening(
  database: pg.Pool | pg.ClientBase,
  { client, purpose, location }: ScreeningOwner,
  id: string,
): Promise<ScreeningRow | undefined> {
  const { rows } = await database.query<Record<string, unknown>>({
    name: 'find-screening',
    text: `select ${screeningColumns} from screening.screening
           where id = $1 and client = $2 and purpose = $3 and location = $4`,
    values: [id, client, purpose, location],
  });
  return parseScreeningRows(rows)[0];
}

/** The owner's own, newest first, older than `after` where one is given. */
export async function listScreenings(
  pool: pg.Pool,
  { client, purpose, location }: ScreeningOwner,
  { after, most }: { readonly after: string | null; readonly most: number },
): Promise<ScreeningRow[]> {
  const { rows } = await pool.query<Record<string, unknown>>({
    name: 'list-screenings',
    text: `select ${screeningColumns} from screening.screening
           where client = $1 and purpose = $2 and location = $3 and ($4::uuid is null or id < $4)
           order by id desc limit $5`,
    values: [client, purpose, location, after, most],
  });
  return parseScreeningRows(rows);
}

/** Whoever's it is: for workers, that act under the grant kept with it. */
export async function readScreening(
  database: pg.Pool | pg.ClientBase,
  id: string,
): Promise<ScreeningRow | undefined> {
  const { rows } = await database.query<Record<string, unknown>>({
    name: 'read-screening',
    text: `select ${screeningColumns} from screening.screening where id = $1`,
    values: [id],
  });
  return parseScreeningRows(rows)[0];
}
