import type pg from 'pg';

export interface Standing {
  readonly asOf: string;
  readonly categories: readonly string[];
}

/** What the register says of each ref, in one look for all refs of a call. */
export type ReadStandings = (refs: readonly string[]) => Promise<(ref: string) => Standing | null>;

interface Row {
  readonly as_of: string;
  readonly ref: string | null;
  readonly category: string | null;
}

/** The statement of Hearthgate's agencies, without the access records that they write in it. */
const statement = `
  select r.as_of::text as as_of, r.key_versions, a.ref, a.category
  from shared.register r
  left join shared.assertion a on a.ref = any ($1::uuid[])
  order by a.category`;

/** Reads from the agency's own database at each call, as Hearthgate's agencies do. */
export function standingsInPostgres(pool: pg.Pool): ReadStandings {
  return async (refs) => {
    const { rows } = await pool.query<Row>({ name: 'read-standings', text: statement, values: [refs] });
    return standingsOf(rows);
  };
}

/** Reads the whole register once: what an agency costs that has nothing to look up. */
export async function standingsInMemory(pool: pg.Pool): Promise<ReadStandings> {
  const { rows } = await pool.query<Row>(`
    select r.as_of::text as as_of, a.ref, a.category
    from shared.register r left join shared.assertion a on true
    order by a.category`);
  const standing = standingsOf(rows);
  return () => Promise.resolve(standing);
}

function standingsOf(rows: readonly Row[]): (ref: string) => Standing | null {
  const [first] = rows;
  if (first === undefined) return () => null;
  const asOf = first.as_of;
  const categories = new Map<string, string[]>();
  for (const { ref, category } of rows) {
    if (ref === null || category === null) continue;
    const known = categories.get(ref);
    if (known === undefined) categories.set(ref, [category]);
    else known.push(category);
  }
  return (ref) => ({ asOf, categories: categories.get(ref) ?? [] });
}
