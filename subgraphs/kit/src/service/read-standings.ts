import type pg from 'pg';
import { accessRows, insertAccessRows } from '../agency-token/access-rows.ts';
import type { CoveredCall } from '../agency-token/cover-call.ts';

export interface RegisterSnapshot {
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly keyVersions: readonly number[];
  /** Active categories by ref (uuid), in alphabetical order; a ref without an entry is absent. */
  readonly categories: ReadonlyMap<string, readonly string[]>;
}

export interface ReadStandingsOptions {
  readonly pool: pg.Pool;
  readonly call: CoveredCall;
  /** The assertion field, by the name that tokens use, for the access records. */
  readonly field: string;
  /** The call's refs as uuids, without their key versions, in its order. */
  readonly uuids: readonly string[];
}

// One statement, so that as-of date, key versions, entries and access records belong to one snapshot and one
// transaction even while an import commits. The left join keeps a row when no ref is found.
const statement = `
  with recorded as (${insertAccessRows('refs')})
  select r.as_of::text as as_of, r.key_versions, a.ref, a.category
  from shared.register r
  left join shared.assertion a on a.ref = any ($1::uuid[])
  order by a.category`;

interface Row {
  as_of: string;
  key_versions: number[];
  ref: string | null;
  category: string | null;
}

/**
 * What the register says of a call's pseudonyms; `undefined` when no register was imported yet. Writes an access record
 * for each requester.
 */
export async function readStandings(options: ReadStandingsOptions): Promise<RegisterSnapshot | undefined> {
  const { pool, call, field, uuids } = options;
  const { rows } = await pool.query<Row>({
    name: 'read-standings',
    text: statement,
    values: accessRows(call, [field], uuids),
  });
  const [first] = rows;
  if (!first) return undefined;
  const categories = new Map<string, string[]>();
  for (const { ref, category } of rows) {
    if (ref === null || category === null) continue;
    const known = categories.get(ref);
    if (known === undefined) categories.set(ref, [category]);
    else if (known.at(-1) !== category) known.push(category);
  }
  return { asOf: first.as_of, keyVersions: first.key_versions, categories };
}
