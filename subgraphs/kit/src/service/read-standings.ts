import type pg from 'pg';

export interface RegisterSnapshot {
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly keyVersions: readonly number[];
  /** Active categories by ref (uuid), in alphabetical order; a ref without an entry is absent. */
  readonly categories: ReadonlyMap<string, readonly string[]>;
}

export interface ReadStandingsOptions {
  readonly pool: pg.Pool;
  /** The assertion fields asked, for the access record. */
  readonly fields: readonly string[];
  /** Pseudonyms as uuids, without their key versions. */
  readonly refs: readonly string[];
}

// One statement, so that as-of date, key versions, entries and the access record belong to one snapshot and one
// transaction even while an import commits. The left join keeps a row when no ref is found.
const statement = `
  with recorded as (insert into access.record (fields, refs) values ($2, $1::uuid[]))
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

/** What the register says of these pseudonyms; `undefined` when no register was imported yet. Writes the access record. */
export async function readStandings(options: ReadStandingsOptions): Promise<RegisterSnapshot | undefined> {
  const { rows } = await options.pool.query<Row>({
    name: 'read-standings',
    text: statement,
    values: [options.refs, options.fields],
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
