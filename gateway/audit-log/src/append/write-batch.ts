import type pg from 'pg';
import type { EncodedLeaf } from '../leaf/encode-entry.ts';
import { appendLeaves } from '../tree/append-leaves.ts';
import type { Frontier } from '../tree/frontier.ts';
import { encodeArray } from './encode-array.ts';
import { encodeBatch, type EncodedBatch } from './encode-batch.ts';
import { encodeIntegers } from './encode-integers.ts';
import { parseFrontier } from './parse-frontier.ts';

export interface WriteBatchOptions {
  readonly client: pg.ClientBase;
  readonly leaves: readonly EncodedLeaf[];
  /** The head as this process left it, where no other seems to write. */
  readonly expected?: Frontier | undefined;
  /** Throws where the head is not one to append to. */
  readonly checkHead: (head: Frontier) => void;
}

export interface WrittenBatch {
  /** The head that the leaves were appended to. */
  readonly before: Frontier;
  readonly after: Frontier;
}

/**
 * Appends leaves to the log in one transaction. Returns the head before and after it once it is durable.
 *
 * A head that is as expected takes one statement, which is its own transaction. Where it is not, somebody else has
 * written: then it is locked, read, and appended to.
 *
 * After any error the transaction is open or its outcome unknown, and the connection is of no use any more.
 */
export async function writeBatch(options: WriteBatchOptions): Promise<WrittenBatch> {
  const { client, leaves, expected, checkHead } = options;
  const batch = encodeBatch(leaves);
  if (expected) {
    const { values, after } = appending(expected, leaves, batch);
    const { rowCount } = await client.query(appendTo(values));
    if (rowCount === 1) return { before: expected, after };
  }
  const before = parseFrontier(lockedHead(await client.query(lockHead)));
  checkHead(before);
  const { values, after } = appending(before, leaves, batch);
  // Sent together: what cannot be appended is rolled back by the commit behind it.
  await Promise.all([client.query(appendTo(values)), client.query('commit')]);
  return { before, after };
}

/** The lock is what makes one log of many writers: who has it appends and commits, the others wait. */
const lockHead = 'begin; select size, frontier from log.head for update';

/** node-postgres gives a list of results for a list of statements, which its types do not know. */
function lockedHead(results: unknown): unknown {
  const last: unknown = Array.isArray(results) ? results.at(-1) : results;
  return typeof last === 'object' && last !== null && 'rows' in last && Array.isArray(last.rows)
    ? last.rows[0]
    : undefined;
}

/**
 * One statement, so that everything is written or nothing, and in one round trip. Gives one row where it appended, none
 * where the head is another than it was made for: it waits for the head's lock, and looks then. `head` gives the time
 * that the trigger on it has chosen. A set of fields that another batch has written already is left alone.
 */
const appendBatch = `
  with head as (
    update log.head set size = $1, frontier = $2 where size = $8 and frontier = $20 returning recorded_at
  ), new_node as (
    insert into log.node (level, index, hash)
    select given.* from unnest($3::smallint[], $4::bigint[], $5::bytea[]) as given, head
  ), new_set as (
    insert into log.field_set (id, fields)
    select id, string_to_array(names, ' ') from unnest($6::uuid[], $7::text[]) as given (id, names), head
    on conflict do nothing
  ), new_subject as (
    insert into log.subject (subject, index, recorded_at)
    select subject, $8::bigint + ordinal, recorded_at
    from unnest($9::uuid[], $10::integer[]) as given (subject, ordinal), head
  ), new_leaf as (
    insert into log.leaf
      (index, recorded_at, leaf, hash, kind, outcome, client, role, location, purpose, field_set)
    select $8::bigint + ordinal - 1, recorded_at, leaf, hash, kind, outcome, client, role, location, purpose, field_set
    from unnest(
        $11::bytea[], $12::bytea[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[],
        $19::uuid[]
      ) with ordinality
        as given (leaf, hash, kind, outcome, client, role, location, purpose, field_set, ordinal), head
  )
  select from head`;

function appendTo(values: unknown[]): pg.QueryConfig {
  return { name: 'append-leaves', text: appendBatch, values };
}

/** What appends a batch to a head, and the head that it makes. */
function appending(
  before: Frontier,
  leaves: readonly EncodedLeaf[],
  batch: EncodedBatch,
): { values: unknown[]; after: Frontier } {
  const { frontier: after, nodes } = appendLeaves(
    before,
    leaves.map(({ hash }) => hash),
  );
  const values = [
    after.size,
    Buffer.concat(after.hashes),
    encodeIntegers(
      'int2',
      nodes.map(({ level }) => level),
    ),
    encodeIntegers(
      'int8',
      nodes.map(({ index }) => index),
    ),
    encodeArray(
      'bytea',
      nodes.map(({ hash }) => hash),
    ),
    ...batch.fieldSets,
    before.size,
    ...batch.subjects,
    ...batch.leaves,
    Buffer.concat(before.hashes),
  ];
  return { values, after };
}
