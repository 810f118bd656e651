import type pg from 'pg';
import { accessRows, insertAccessRows } from '../agency-token/access-rows.ts';
import type { CoveredCall } from '../agency-token/cover-call.ts';
import { binaryUuidArray } from '../database/binary-array.ts';

/** Those under a category among whom a call asks about. */
export interface Listed {
  readonly category: string;
  /** 16 bytes each, in no order. */
  readonly refs: Buffer;
}

export interface RegisterSnapshot {
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly keyVersions: readonly number[];
  /** Of the state of the assertions that was read. */
  readonly revision: string;
  /** Active entries, by category in alphabetical order. */
  readonly listed: readonly Listed[];
}

/** Those whom a state of the register may list; all others it does not. */
export interface Candidates {
  readonly revision: string;
  /** 16 bytes each. */
  readonly refs: Uint8Array;
}

export interface ReadStandingsOptions {
  readonly pool: pg.Pool;
  readonly call: CoveredCall;
  /** The assertion field, by the name that tokens use, for the access records. */
  readonly field: string;
  /** The call's refs without their key versions, 16 bytes each, in its order. */
  readonly refs: Uint8Array;
  /** Left out, all refs are looked up. */
  readonly candidates?: Candidates | undefined;
}

// One statement, so that as-of date, key versions, revision, entries and access records belong to one snapshot and one
// transaction even while an import commits. Candidates of another state of the register than the one that is read count for
// nothing: then all refs are looked up, in the same snapshot. The left join keeps a row when no ref is found.
const statement = `
  with recorded as (${insertAccessRows('refs')}),
  found as (
    select a.category, string_agg(uuid_send(a.ref), ''::bytea) as refs
    from shared.register r
    join shared.assertion a
      on a.ref = any (case when r.revision = $9::uuid then $10::uuid[] else $1::uuid[] end)
    group by a.category
  )
  select r.as_of::text as as_of, r.key_versions, r.revision, found.category, found.refs
  from shared.register r
  left join found on true
  order by found.category collate "C"`;

interface Row {
  as_of: string;
  key_versions: number[];
  revision: string;
  category: string | null;
  refs: Buffer | null;
}

/**
 * What the register says of a call's pseudonyms; `undefined` when no register was imported yet. Writes an access record
 * for each requester, about all of its refs, candidates or not.
 */
export async function readStandings(options: ReadStandingsOptions): Promise<RegisterSnapshot | undefined> {
  const { pool, call, field, refs, candidates } = options;
  const { rows } = await pool.query<Row>({
    name: 'read-standings',
    text: statement,
    values: [
      ...accessRows(call, [field], binaryUuidArray(refs)),
      candidates?.revision ?? null,
      candidates ? binaryUuidArray(candidates.refs) : null,
    ],
  });
  const [first] = rows;
  if (!first) return undefined;
  return {
    asOf: first.as_of,
    keyVersions: first.key_versions,
    revision: first.revision,
    listed: rows.flatMap(({ category, refs: found }) =>
      category === null || found === null ? [] : [{ category, refs: found }],
    ),
  };
}
