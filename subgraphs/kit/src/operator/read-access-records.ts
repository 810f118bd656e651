import type pg from 'pg';
import { formatCursor, type Place } from './page-cursor.ts';

export interface AccessRecord {
  /** As `utcInstant` writes it. */
  readonly time: string;
  readonly txn: string | null;
  readonly client: string | null;
  readonly purpose: string | null;
  readonly legalBasis: string | null;
  readonly fields: readonly string[];
  readonly subjectCount: number;
}

export interface AccessRecordPage {
  readonly records: readonly AccessRecord[];
  readonly next: string | null;
}

export interface ReadAccessRecordsOptions {
  /** As the operator role. */
  readonly pool: pg.Pool;
  /** From this instant on; all four as `utcInstant` writes them. */
  readonly from: string;
  /** Up to, and without, this instant. */
  readonly to: string;
  readonly after: Place | undefined;
  readonly first: number;
  readonly newestFirst: boolean;
}

/** Lies before every id that Postgres makes: upwards a page begins with the first record of its instant, downwards before it. */
const beforeAllIds = '00000000-0000-0000-0000-000000000000';

const columns = `
  select to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as time, id, txn, client, purpose,
    legal_basis as "legalBasis", fields, subject_count as "subjectCount"
  from operator.access_record`;

// One bound on the side where a page begins, not two: of two, Postgres begins its walk through the index at the one that it
// likes, and a page that lies deep would cost all the pages before it.
const statements = {
  oldestFirst: `${columns}
  where (recorded_at, id) > ($1::timestamptz, $2::uuid) and recorded_at < $3::timestamptz
  order by recorded_at, id
  limit $4`,
  newestFirst: `${columns}
  where (recorded_at, id) < ($1::timestamptz, $2::uuid) and recorded_at >= $3::timestamptz
  order by recorded_at desc, id desc
  limit $4`,
};

/**
 * A page of access records in the order of their time, and of their ids within one instant.
 *
 * A record's time is when the statement that wrote it began; until that is through (at most
 * `limits.databaseStatementTimeoutMs` later) nobody sees it. Pages of a range that ended before that repeat and miss nothing.
 */
export async function readAccessRecords(options: ReadAccessRecordsOptions): Promise<AccessRecordPage> {
  const { pool, first, newestFirst } = options;
  const { start, end } = newestFirst ? downwards(options) : upwards(options);
  const { rows } = await pool.query<AccessRecord & { id: string }>({
    name: newestFirst ? 'read-access-records-newest-first' : 'read-access-records',
    text: newestFirst ? statements.newestFirst : statements.oldestFirst,
    // One more than asked tells whether there are more.
    values: [start.time, start.id, end, first + 1],
  });
  const records = rows.slice(0, first);
  const last = records.at(-1);
  return { records, next: last !== undefined && rows.length > first ? formatCursor(last) : null };
}

type Bounds = Pick<ReadAccessRecordsOptions, 'from' | 'to' | 'after'>;

function upwards({ from, to, after }: Bounds): { start: Place; end: string } {
  const start = after !== undefined && after.time >= from ? after : { time: from, id: beforeAllIds };
  return { start, end: to };
}

/** No record is at `to`, and so none has an id before all ids there. */
function downwards({ from, to, after }: Bounds): { start: Place; end: string } {
  const isWithin = after !== undefined && (to === 'infinity' || after.time < to);
  return { start: isWithin ? after : { time: to, id: beforeAllIds }, end: from };
}
