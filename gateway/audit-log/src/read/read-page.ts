import type pg from 'pg';
import type { LogFilter, LogPage, LogQuery } from '../log-entry.ts';
import { fieldSetsWith } from './field-sets-with.ts';
import { firstIndexFrom } from './first-index-from.ts';
import { parsePaging, type Paging } from './parse-paging.ts';
import { readRows } from './read-rows.ts';
import { entryColumns, entryRow, toLogEntry } from './to-log-entry.ts';
import { toPage } from './to-page.ts';

export type Order = 'newest first' | 'oldest first';

export interface ReadPageOptions {
  readonly pool: pg.Pool;
  readonly query: LogQuery;
  readonly order: Order;
}

/**
 * A page of the entries that a filter leaves, in the order of their indexes. A page that follows another misses nothing
 * and repeats nothing, also of a log that is being written: newest first it ends where the log began, oldest first it
 * goes on with what was added.
 *
 * Errors: `BadLogQuery`, `AuditUnavailable`.
 */
export async function readPage({ pool, query, order }: ReadPageOptions): Promise<LogPage> {
  const paging = parsePaging(query);
  const [from, to, fieldSets] = await Promise.all([
    query.from && firstIndexFrom(pool, query.from),
    query.to && firstIndexFrom(pool, query.to),
    query.field === undefined ? undefined : fieldSetsWith(pool, query.field),
  ]);
  const nothing = { entries: [], next: undefined };
  if (query.from && from === undefined) return nothing;
  if (fieldSets?.length === 0) return nothing;
  const statement = statementFor({ query, paging, order, from, to, fieldSets });
  const rows = await readRows({ pool, ...statement, row: entryRow });
  return toPage(
    rows.map((row) => toLogEntry(row).entry),
    paging.limit,
  );
}

interface StatementOptions {
  readonly query: LogFilter;
  readonly paging: Paging;
  readonly order: Order;
  /** The first index in the range of time, and the first behind it. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly fieldSets: readonly string[] | undefined;
}

/**
 * Each filter has an index that ends in the leaf's place, so that Postgres reads from the page's end of the range and stops.
 * `index + 0` is what these indexes end in: by `index` itself, Postgres would read the whole log backwards where it
 * believes that many leaves match.
 */
function statementFor(options: StatementOptions): { text: string; values: unknown[] } {
  const { query, paging, order, from, to, fieldSets } = options;
  const values: unknown[] = [];
  const value = (given: unknown): string => `$${String(values.push(given))}`;
  const after = order === 'newest first' ? '<' : '>';
  const { client, school, purpose, outcome } = query;
  const isIndexed = [client, school, purpose, fieldSets].some((of) => of !== undefined) || isRare(outcome);
  const place = isIndexed ? '(leaf.index + 0)' : 'leaf.index';
  const conditions = [
    client !== undefined && `leaf.client = ${value(client)}`,
    school !== undefined && `leaf.location = ${value(school)}`,
    purpose !== undefined && `leaf.purpose = ${value(purpose)}`,
    outcome !== undefined && `leaf.outcome = ${value(outcome)}`,
    // Said again as the partial index says it: Postgres plans without knowing the value.
    isRare(outcome) && `leaf.outcome <> 'ANSWERED'`,
    from !== undefined && `${place} >= ${value(from)}`,
    to !== undefined && `${place} < ${value(to)}`,
    // So that no other month is looked into.
    query.from && `leaf.recorded_at >= ${value(query.from)}`,
    query.to && `leaf.recorded_at < ${value(query.to)}`,
    paging.after !== undefined && `${place} ${after} ${value(paging.after)}`,
  ].filter((condition) => typeof condition === 'string');
  const direction = order === 'newest first' ? 'desc' : 'asc';
  const atMost = `limit ${value(paging.limit + 1)}`;
  const select = (all: readonly string[]): string =>
    `select ${entryColumns} from log.leaf where ${['true', ...all].join(' and ')} order by ${place} ${direction} ${atMost}`;
  if (!fieldSets) return { text: select(conditions), values };
  // Leaves of one client or place, and refusals, are few beside those of a purpose: they are read, whatever their fields.
  if (client !== undefined || school !== undefined || isRare(outcome)) {
    return { text: select([`leaf.field_set = any(${value(fieldSets)}::uuid[])`, ...conditions]), values };
  }
  // A page of each set and purpose, each from its own end of the index, and of those one page.
  const sets = `unnest(${value(fieldSets)}::uuid[]) as given (id)`;
  const each = purpose === undefined ? `${sets} cross join purpose` : sets;
  const ofPurpose = purpose === undefined ? ['leaf.purpose = purpose.purpose'] : [];
  const page = select(['leaf.field_set = given.id', ...ofPurpose, ...conditions]);
  return {
    text: `${purpose === undefined ? purposes : ''}
      select ${entryColumns} from ${each} cross join lateral (${page}) as page order by index ${direction} ${atMost}`,
    values,
  };
}

/** Nearly all are answers: they have no index of their own, and are found by reading the log itself. */
function isRare(outcome: string | undefined): boolean {
  return outcome !== undefined && outcome !== 'ANSWERED';
}

/** Each purpose that the log has, by a look into the index for each: a leaf that asks for fields has one. */
const purposes = `
  with recursive purpose as (
    (select purpose from log.leaf where purpose is not null order by purpose limit 1)
    union all
    select (select leaf.purpose from log.leaf where leaf.purpose > purpose.purpose order by leaf.purpose limit 1)
    from purpose where purpose.purpose is not null
  )`;
