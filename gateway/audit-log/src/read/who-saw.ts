import type pg from 'pg';
import type { SubjectKeys } from '../keys/load-subject-keys.ts';
import { BadLogQuery } from '../errors.ts';
import type { Leaf } from '../leaf/leaf-schema.ts';
import { sortedDistinct } from '../leaf/sorted-distinct.ts';
import type { Sighting, WhoSawPage, WhoSawQuery } from '../log-entry.ts';
import { parsePaging } from './parse-paging.ts';
import { readRows } from './read-rows.ts';
import { entryRow, toLogEntry } from './to-log-entry.ts';
import { toPage } from './to-page.ts';

export interface WhoSawOptions {
  readonly pool: pg.Pool;
  readonly keys: SubjectKeys;
  readonly query: WhoSawQuery;
}

/**
 * The entries about a student, newest first, by the student's pseudonym under every key that was not erased.
 *
 * Does not check that the student exists. Errors: `BadLogQuery`, which does not repeat the number, `AuditUnavailable`.
 */
export async function whoSaw({ pool, keys, query }: WhoSawOptions): Promise<WhoSawPage> {
  const { limit, after = Number.MAX_SAFE_INTEGER } = parsePaging(query);
  if (!/^[GJL]\d{17}[\dX]$/.test(query.studentNumber)) throw new BadLogQuery('this is no student number');
  const pseudonyms = keys.all.map((key) => key.pseudonymOf(query.studentNumber));
  const rows = await readRows({
    pool,
    text: entriesOfSubjects,
    values: [pseudonyms.map(asUuid), after, limit + 1],
    row: entryRow,
  });
  const entries = rows.map((row): Sighting => {
    const { entry, leaf } = toLogEntry(row);
    return { ...entry, disclosed: disclosed(leaf, pseudonyms) };
  });
  return { ...toPage(entries, limit), erasedKeys: keys.erased };
}

/** One lookup in the index on subjects; then each leaf by its key, in the one partition that its time tells. */
const entriesOfSubjects = `
  select leaf.index, leaf.recorded_at, leaf.leaf, leaf.hash
  from (
    select distinct index, recorded_at from log.subject
    where subject = any($1::uuid[]) and index < $2
    order by index desc limit $3
  ) as seen
  join log.leaf on leaf.index = seen.index and leaf.recorded_at = seen.recorded_at
  order by leaf.index desc`;

function asUuid(pseudonym: string): string {
  return Buffer.from(pseudonym, 'base64url').toString('hex');
}

function disclosed(leaf: Leaf, pseudonyms: readonly string[]): string[] {
  if (leaf.kind !== 'REQUEST') return [];
  const groups = leaf.disclosures.filter(({ subjects }) =>
    subjects.some((subject) => pseudonyms.includes(subject)),
  );
  return sortedDistinct(groups.flatMap(({ fields }) => fields));
}
