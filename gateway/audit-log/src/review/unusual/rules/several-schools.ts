import { limits } from '../../../limits.ts';
import { foundRows } from '../found-rows.ts';
import type { UnusualRule } from '../unusual-rule.ts';

/**
 * One student about whom several schools asked within some days, whether or not it is on their roll. Who it is nobody is
 * told: the leaves behind it are. A student of three schools is another finding once it is one of four.
 *
 * Accesses that were logged under another version of the audit key are another student's to it.
 */
export const severalSchools: UnusualRule = {
  name: 'SEVERAL_SCHOOLS',
  find: async ({ client, start, end }, { severalSchools: from }) => {
    const { rows } = await client.query(statement, [
      start,
      end,
      from.roles,
      from.leastSchools,
      from.days,
      from.mostAccesses,
      limits.review.maxEvidence,
    ]);
    return foundRows(rows);
  },
};

/** By time, not by index: of the two indexes, only the one by student is then of use, whatever Postgres knows of either. */
const statement = `
  with newest as (
    select max(recorded_at) as at from log.leaf where index >= $1 and index < $2
  ), touched as materialized (
    select distinct subject from log.subject where index >= $1 and index < $2
  )
  select encode(uuid_send(touched.subject), 'hex') || ' ' || cardinality(found.locations) || ' '
      || floor(extract(epoch from found.ends) / 86400 / $5::int) as key,
    null as client, null as purpose, found.locations, found.begins, found.ends,
    cardinality(found.locations)::text as count, $4::text as usual,
    found.evidence[1:$7::int]::text[] as evidence, cardinality(found.evidence)::text as leaves
  from newest, touched cross join lateral (
    select array_agg(distinct leaf.location order by leaf.location) as locations,
      array_agg(leaf.index order by leaf.index desc) as evidence,
      min(leaf.recorded_at) as begins, max(leaf.recorded_at) as ends
    from (
      select index, recorded_at from log.subject
      where subject.subject = touched.subject and recorded_at >= newest.at - $5::int * interval '1 day'
        and recorded_at <= newest.at
      order by recorded_at desc limit $6
    ) as access
    join log.leaf on leaf.index = access.index and leaf.recorded_at = access.recorded_at
    where leaf.kind = 'REQUEST' and leaf.role = any($3::text[])
  ) as found
  where cardinality(found.locations) >= $4::int`;
