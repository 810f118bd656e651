import { foundRows } from '../found-rows.ts';
import type { UnusualRule } from '../unusual-rule.ts';

/**
 * A purpose that a client used for the first time, after it had used others for a week. Held against the days that it has
 * been known for.
 */
export const firstUseOfPurpose: UnusualRule = {
  name: 'FIRST_USE_OF_PURPOSE',
  find: async ({ client, start, end }, { firstUseOfPurpose: from }) => {
    const { rows } = await client.query(statement, [start, end, from.knownForDays]);
    return foundRows(rows);
  },
};

const statement = `
  select used.client || ' ' || used.purpose as key, used.client, used.purpose, array[used.location] as locations,
    used.first_at as begins, used.first_at as ends, '1' as count,
    floor(extract(epoch from used.first_at - before.first_at) / 86400)::text as usual,
    array[used.first_index]::text[] as evidence, '1' as leaves
  from review.client_purpose as used cross join lateral (
    select min(first_at) as first_at from review.client_purpose as other where other.client = used.client
  ) as before
  where used.first_index >= $1 and used.first_index < $2
    and before.first_at <= used.first_at - $3::float8 * interval '1 day'
  order by used.first_index`;
