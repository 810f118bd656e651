import { PERSON_REF_BYTES } from '@hearthgate/schema';
import type pg from 'pg';
import { limits } from '../service/limits.ts';
import { filterBytes, ListedFilter } from './listed-filter.ts';

export interface BuildFilterOptions {
  readonly pool: pg.Pool;
  /** A register that would take more has no filter. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/**
 * Reads all pseudonyms of the register, in one snapshot with the revision that they belong to, and makes a filter of them.
 * `undefined` where there is no register yet, or one too large.
 */
export async function buildFilter(options: BuildFilterOptions): Promise<ListedFilter | undefined> {
  const { pool } = options;
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const filter = await readFilter(client, options);
    await client.query('commit');
    client.release();
    return filter;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function readFilter(
  client: pg.PoolClient,
  { maxBytes, signal }: BuildFilterOptions,
): Promise<ListedFilter | undefined> {
  const { rows } = await client.query<{ revision: string }>('select revision from shared.register');
  const revision = rows[0]?.revision;
  if (revision === undefined) return undefined;
  let page = await readPage(client, null);
  const persons = estimate(page);
  if (filterBytes(persons) > maxBytes) return undefined;
  const filter = new ListedFilter(revision, persons);
  for (;;) {
    signal.throwIfAborted();
    filter.add(page);
    if (page.length < limits.filter.personsPerPage * PERSON_REF_BYTES) break;
    page = await readPage(client, page.subarray(-PERSON_REF_BYTES).toString('hex'));
  }
  return filter;
}

/** Refs in their order, from one on; 16 bytes each. */
async function readPage(client: pg.PoolClient, from: string | null): Promise<Buffer> {
  const { rows } = await client.query<{ refs: Buffer | null }>({
    name: 'filter-page',
    text: `
      select string_agg(uuid_send(ref), ''::bytea order by ref) as refs from (
        select ref from shared.assertion
        where ref >= coalesce($1::uuid, '00000000-0000-0000-0000-000000000000')
        group by ref order by ref limit ${String(limits.filter.personsPerPage)}
      ) page`,
    values: [from],
  });
  return rows[0]?.refs ?? Buffer.alloc(0);
}

/** How many persons there are, told from how far the first page reaches: pseudonyms lie evenly. */
function estimate(page: Buffer): number {
  const persons = page.length / PERSON_REF_BYTES;
  if (persons < limits.filter.personsPerPage) return persons;
  const reached = page.readUIntBE(page.length - PERSON_REF_BYTES, 6) / 2 ** 48;
  return Math.ceil(persons / reached);
}
