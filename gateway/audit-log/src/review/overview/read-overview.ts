import type pg from 'pg';
import { z } from 'zod';
import { AuditUnavailable } from '../../errors.ts';
import { limits } from '../../limits.ts';
import { indexColumn } from '../../read/index-column.ts';
import { inTransaction } from '@hearthgate/database';
import { leafFacts } from '../rollup/leaf-facts.ts';
import type { Accesses, Overview, OverviewQuery } from './overview.ts';
import { overviewRange, type OverviewRange } from './overview-range.ts';
import { wholeMonths } from './whole-months.ts';

const count = indexColumn;
const activityRow = z.object({
  start: z.date(),
  purpose: z.string(),
  outcome: z.string(),
  leaves: count,
  events: count,
  subjects: count,
});
const locationRow = z.object({ location: z.string(), answered: count, refused: count, subjects: count });
const progressRow = z.object({ size: count, next: count });

type ActivityRow = z.output<typeof activityRow>;

/**
 * What was asked in a range of time, by purpose, by place, by outcome and over time. Exact: what was rolled up, and the
 * leaves behind that counted now, in one snapshot of both.
 *
 * Does not check what was rolled up against the leaves: no proof rests on it.
 *
 * Errors: `BadLogQuery`; `AuditUnavailable`, `BEHIND` while the log is longer than what was rolled up by more than can be
 * counted now (the first hour of an old log), `DATABASE`, `INCONSISTENT`.
 */
export async function readOverview(pool: pg.Pool, query: OverviewQuery): Promise<Overview> {
  const range = overviewRange(query);
  try {
    return await inTransaction(pool, (client) => readIn(client, range), {
      mode: 'isolation level repeatable read read only',
    });
  } catch (cause) {
    if (cause instanceof AuditUnavailable) throw cause;
    throw new AuditUnavailable(cause instanceof z.ZodError ? 'INCONSISTENT' : 'DATABASE', { cause });
  }
}

async function readIn(client: pg.ClientBase, range: OverviewRange): Promise<Overview> {
  const { rows: progress } = await client.query(
    `select head.size, least(progress.next, head.size) as next from log.head, review.progress where job = 'rollup'`,
  );
  const { size, next } = progressRow.parse(progress[0]);
  if (size - next > limits.review.maxTailLeaves) throw new AuditUnavailable('BEHIND');
  const values = [next, size, range.from, range.to];
  const activity = await client.query(activityIn(range.bucket), values);
  const months = range.bucket === 'HOUR' ? [null, null] : wholeMonths(range);
  const locations = await client.query(locationsIn(range.bucket), [...values, ...months]);
  const rows = z.array(activityRow).parse(activity.rows);
  const byLocation = z.array(locationRow).parse(locations.rows);
  return { ...range, size, rolledUpTo: next, ...summed(rows), ...placed(byLocation) };
}

const activityIn = (bucket: 'HOUR' | 'DAY'): string => `
  with ${leafFacts}, activity as (
    select hour, purpose, outcome, leaves, events, subjects from review.activity where hour >= $3 and hour < $4
    union all
    select hour, purpose, outcome, leaves, events, subjects from fact where hour >= $3 and hour < $4
  )
  select ${bucket === 'HOUR' ? 'hour' : `date_trunc('day', hour + interval '8 hours', 'UTC') - interval '8 hours'`} as start,
    purpose, outcome, sum(leaves)::text as leaves, sum(events)::text as events, sum(subjects)::text as subjects
  from activity group by 1, 2, 3 order by 1, 2, 3`;

/** Of a long range the whole months, if there are some, and the days before and behind them. */
const byDaysAndMonths = `
    select location, answered, refused, subjects from review.location_month where month >= $5 and month < $6
    union all
    select location, answered, refused, subjects from review.location_activity
    where day >= $3 and day < $4 and (day < $5 or day >= $6)`;
const byHours = `
    select location, answered, refused, subjects from review.client_activity
    where hour >= $3 and hour < $4 and ($5::timestamptz is null or $6::timestamptz is null)`;

const locationsIn = (bucket: 'HOUR' | 'DAY'): string => `
  with ${leafFacts}, activity as (
    ${bucket === 'HOUR' ? byHours : byDaysAndMonths}
    union all
    select location, case when outcome = 'ANSWERED' then 1 else 0 end, case when outcome = 'ANSWERED' then 0 else 1 end, subjects
    from fact where hour >= $3 and hour < $4 and kind in ('REQUEST', 'REVIEW')
  )
  select location, sum(answered)::text as answered, sum(refused)::text as refused, sum(subjects)::text as subjects
  from activity group by location order by sum(answered) + sum(refused) desc, location`;

const none: Accesses = { answered: 0, refused: 0, subjects: 0 };
const plus = (sum: Accesses, more: Accesses): Accesses => ({
  answered: sum.answered + more.answered,
  refused: sum.refused + more.refused,
  subjects: sum.subjects + more.subjects,
});

function accessesOf({ outcome, events, subjects }: ActivityRow): Accesses {
  return outcome === 'ANSWERED'
    ? { answered: events, refused: 0, subjects }
    : { answered: 0, refused: events, subjects };
}

function summed(rows: readonly ActivityRow[]) {
  const series = new Map<string, Accesses & { start: Date; purpose: string | undefined }>();
  const byPurpose = new Map<string, Accesses & { purpose: string | undefined }>();
  const byOutcome = new Map<string, number>();
  let leaves = 0;
  let total = none;
  for (const row of rows) {
    leaves += row.leaves;
    if (row.events === 0) continue;
    const accesses = accessesOf(row);
    const purpose = row.purpose === '' ? undefined : row.purpose;
    const key = `${row.start.toISOString()} ${row.purpose}`;
    total = plus(total, accesses);
    series.set(key, { start: row.start, purpose, ...plus(series.get(key) ?? none, accesses) });
    byPurpose.set(row.purpose, { purpose, ...plus(byPurpose.get(row.purpose) ?? none, accesses) });
    byOutcome.set(row.outcome, (byOutcome.get(row.outcome) ?? 0) + row.events);
  }
  const most = (
    a: Accesses & { purpose: string | undefined },
    b: Accesses & { purpose: string | undefined },
  ): number =>
    b.answered + b.refused - a.answered - a.refused || ((a.purpose ?? '') < (b.purpose ?? '') ? -1 : 1);
  return {
    leaves,
    total,
    series: [...series.values()],
    byPurpose: [...byPurpose.values()].sort(most),
    byOutcome: [...byOutcome]
      .map(([outcome, of]) => ({ outcome, count: of }))
      .sort((a, b) => b.count - a.count || (a.outcome < b.outcome ? -1 : 1)),
  };
}

function placed(
  rows: readonly z.output<typeof locationRow>[],
): Pick<Overview, 'byLocation' | 'otherLocations'> {
  const others = rows.slice(limits.review.maxLocations);
  return {
    byLocation: rows.slice(0, limits.review.maxLocations),
    otherLocations:
      others.length === 0 ? undefined : { locations: others.length, ...others.reduce<Accesses>(plus, none) },
  };
}
