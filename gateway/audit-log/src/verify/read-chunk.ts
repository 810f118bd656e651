import type pg from 'pg';
import { z } from 'zod';
import { indexColumn } from '../read/index-column.ts';
import { queryRows } from './query-rows.ts';

/** Exact, as a `Date` is not: microseconds since 1970. */
const instant = z.string().regex(/^\d+$/).transform(BigInt);
const bytes = z.instanceof(Buffer);
const text = z.string().nullable();

const leafRow = z.object({
  index: indexColumn,
  recorded: instant,
  leaf: bytes,
  hash: bytes,
  kind: text,
  outcome: text,
  client: text,
  role: text,
  location: text,
  purpose: text,
  field_set: z.string(),
});

const subjectsRow = z.object({ index: indexColumn, subjects: bytes, first: instant, last: instant });
const checkpointRow = z.object({ size: indexColumn, note: z.string() });

export type LeafRow = z.output<typeof leafRow>;
export type SubjectsRow = z.output<typeof subjectsRow>;
export type CheckpointRow = z.output<typeof checkpointRow>;

/** What the tables say of the leaves from `start` up to, and without, `end`. */
export interface Chunk {
  readonly start: number;
  readonly end: number;
  /** In the order of indexes; gaps and repeats are as they are. */
  readonly leaves: readonly LeafRow[];
  /** Of each leaf about somebody: its pseudonyms, in the order of bytes. */
  readonly subjects: ReadonlyMap<number, SubjectsRow>;
  /** Those that end in this chunk, smallest first. */
  readonly checkpoints: readonly CheckpointRow[];
}

export async function readChunk(client: pg.ClientBase, start: number, end: number): Promise<Chunk> {
  const values = [start, end];
  const place = `the leaves from ${String(start)} on`;
  const leaves = await queryRows({ client, text: readLeaves, values, row: leafRow, place });
  const subjects = await queryRows({
    client,
    text: readSubjects,
    values,
    row: subjectsRow,
    place: `the subjects of ${place}`,
  });
  const checkpoints = await queryRows({
    client,
    text: readCheckpoints,
    values: [start === 0 ? -1 : start, end],
    row: checkpointRow,
    place: `the checkpoints of ${place}`,
  });
  return { start, end, leaves, checkpoints, subjects: new Map(subjects.map((row) => [row.index, row])) };
}

const microseconds = (expression: string): string =>
  `(extract(epoch from ${expression}) * 1000000)::bigint::text`;

const readLeaves = `
  select index, ${microseconds('recorded_at')} as recorded, leaf, hash,
    kind, outcome, client, role, location, purpose, field_set
  from log.leaf where index >= $1 and index < $2 order by index, recorded_at`;

/** One value a leaf: a screening's leaf has 2,000 rows. */
const readSubjects = `
  select index, string_agg(uuid_send(subject), ''::bytea order by subject) as subjects,
    ${microseconds('min(recorded_at)')} as first, ${microseconds('max(recorded_at)')} as last
  from log.subject where index >= $1 and index < $2 group by index`;

const readCheckpoints = 'select size, note from log.checkpoint where size > $1 and size <= $2 order by size';
