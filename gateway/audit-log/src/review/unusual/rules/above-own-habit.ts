import { limits } from '../../../limits.ts';
import { foundRows } from '../found-rows.ts';
import { leavesOfHour } from '../leaves-of-hour.ts';
import { touchedHours } from '../touched-hours.ts';
import type { UnusualRule } from '../unusual-rule.ts';

/**
 * A client that asked about far more students in an hour than it does: more than five times its own busy hour, which is
 * the 95th of a hundred of the hours of the 14 days before in which it asked about anybody. A client without a habit is not
 * held against one.
 */
export const aboveOwnHabit: UnusualRule = {
  name: 'ABOVE_OWN_HABIT',
  find: async ({ client, start, end }, { aboveOwnHabit: from }) => {
    const { rows } = await client.query(statement, [
      start,
      end,
      from.leastSubjects,
      from.habitDays,
      from.leastHours,
      from.percentile,
      from.factor,
      limits.review.maxEvidence,
    ]);
    return foundRows(rows);
  },
};

const statement = `
  with ${touchedHours}, hourly as (
    select client, hour, sum(subjects) as count, array_agg(distinct location order by location) as locations
    from touched join review.client_activity using (client, hour)
    group by client, hour having sum(subjects) >= $3
  ), found as (
    select hourly.*, habit.usual
    from hourly cross join lateral (
      select percentile_disc($6::float8) within group (order by subjects) as usual, count(*) as hours
      from (
        select sum(subjects) as subjects from review.client_activity as before
        where before.client = hourly.client and before.hour < hourly.hour
          and before.hour >= hourly.hour - $4::int * interval '1 day'
        group by before.hour having sum(subjects) > 0
      ) as busy
    ) as habit
    where habit.hours >= $5 and hourly.count > habit.usual * $7::float8
  ) ${leavesOfHour('true', '$8::int')}`;
