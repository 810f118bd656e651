import { limits } from '../../../limits.ts';
import { foundRows } from '../found-rows.ts';
import { leavesOfHour } from '../leaves-of-hour.ts';
import { touchedHours } from '../touched-hours.ts';
import type { UnusualRule } from '../unusual-rule.ts';

/**
 * A client that asked about many numbers that are not on its roll: in an hour, and as a share of all that it asked about.
 * Held against what is usual: all that it asked about in that hour. A number that was asked about twice counts twice.
 */
export const walkingNumbers: UnusualRule = {
  name: 'WALKING_NUMBERS',
  find: async ({ client, start, end }, { walkingNumbers: from }) => {
    const { rows } = await client.query(statement, [
      start,
      end,
      from.leastStrangers,
      from.leastShare,
      limits.review.maxEvidence,
    ]);
    return foundRows(rows);
  },
};

/** In canonical form, a group of whom nothing was disclosed. */
const hasStrangers = `outcome = 'ANSWERED' and position('"fields":[],"subjects"'::bytea in leaf) > 0`;

const statement = `
  with ${touchedHours}, found as (
    select client, hour, sum(strangers) as count, sum(subjects) as usual,
      array_agg(distinct location order by location) as locations
    from touched join review.client_activity using (client, hour)
    group by client, hour
    having sum(strangers) >= $3 and sum(strangers) >= sum(subjects) * $4::float8
  ) ${leavesOfHour(hasStrangers, '$5::int')}`;
