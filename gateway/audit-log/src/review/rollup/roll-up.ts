import type pg from 'pg';
import { takeBatch } from '../take-batch.ts';
import { leafFacts } from './leaf-facts.ts';

/** Raised whenever the rows would be others for the same leaves: then they are made anew. */
const definition = 1;

/**
 * Rolls up the next leaves, at most `leaves` of them, in one transaction: either all rows and the place in the log move on,
 * or nothing. Several processes may do so at once; one does, the others are told that there was nothing to do.
 *
 * Rows that another version made are thrown away first, and so are those of a log that is longer no more: one that was
 * restored from before them.
 *
 * Returns how many leaves it took. Throws what Postgres says.
 */
export function rollUp(pool: pg.Pool, leaves: number): Promise<number> {
  return takeBatch({
    pool,
    job: 'rollup',
    definition,
    leaves,
    beginAnew: async (client) => {
      for (const table of [
        'activity',
        'client_activity',
        'location_activity',
        'location_month',
        'client_purpose',
      ]) {
        await client.query(`delete from review.${table}`);
      }
    },
    take: async (client, { start, end }) => {
      await client.query(addFacts, [start, end]);
    },
  });
}

const byLocation = (span: 'day' | 'month'): string => `
    select ${span}, location, count(*) filter (where outcome = 'ANSWERED'),
      count(*) filter (where outcome <> 'ANSWERED'), sum(subjects)
    from access group by ${span}, location`;

const addLocation = `answered = known.answered + excluded.answered, refused = known.refused + excluded.refused,
      subjects = known.subjects + excluded.subjects`;

const addFacts = `
  with ${leafFacts}, by_hour as (
    insert into review.activity as known (hour, kind, purpose, outcome, leaves, events, subjects)
    select hour, kind, purpose, outcome, sum(leaves), sum(events), sum(subjects)
    from fact group by hour, kind, purpose, outcome
    on conflict (hour, kind, purpose, outcome) do update set leaves = known.leaves + excluded.leaves,
      events = known.events + excluded.events, subjects = known.subjects + excluded.subjects
  ), access as (
    select * from fact where kind in ('REQUEST', 'REVIEW')
  ), by_client as (
    insert into review.client_activity as known (client, hour, location, answered, refused, subjects, strangers)
    select client, hour, location, count(*) filter (where outcome = 'ANSWERED'),
      count(*) filter (where outcome <> 'ANSWERED'), sum(subjects), sum(strangers)
    from access group by client, hour, location
    on conflict (client, hour, location) do update set answered = known.answered + excluded.answered,
      refused = known.refused + excluded.refused, subjects = known.subjects + excluded.subjects,
      strangers = known.strangers + excluded.strangers
  ), by_day as (
    insert into review.location_activity as known (day, location, answered, refused, subjects)
    ${byLocation('day')}
    on conflict (day, location) do update set ${addLocation}
  ), by_month as (
    insert into review.location_month as known (month, location, answered, refused, subjects)
    ${byLocation('month')}
    on conflict (month, location) do update set ${addLocation}
  )
  insert into review.client_purpose (client, purpose, first_index, first_at, location)
  select distinct on (client, purpose) client, purpose, index, recorded_at, location
  from access order by client, purpose, index
  on conflict (client, purpose) do nothing`;
