/** What an hour's finding of `found` (client, hour) ends with: the hour, its newest leaves that hold `condition`, and how many. */
export function leavesOfHour(condition: string, maxEvidence: string): string {
  return `
  select found.client || ' ' || found.hour::text as key, found.client, null as purpose, found.locations,
    found.hour as begins, found.hour + interval '1 hour' as ends, found.count::text, found.usual::text,
    behind.evidence::text[], behind.leaves::text
  from found cross join lateral (
    select coalesce((array_agg(index order by index desc))[1:${maxEvidence}], '{}') as evidence, count(*) as leaves
    from log.leaf
    where leaf.client = found.client and leaf.recorded_at >= found.hour
      and leaf.recorded_at < found.hour + interval '1 hour' and kind in ('REQUEST', 'REVIEW') and ${condition}
  ) as behind
  order by found.client, found.hour`;
}
