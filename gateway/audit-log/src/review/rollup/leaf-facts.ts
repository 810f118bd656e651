/**
 * What the leaves from `$1` up to, and without, `$2` say, as tables of a statement: `fact`, a row for each access and for
 * each code of counted refusals, and a row for any other leaf. Counted refusals are told by the leaf itself, whose
 * `counts` stand in no column.
 *
 * `strangers` are those asked about who are not on the caller's roll: an answer's group without a field. Leaves are canonical,
 * so whether one has such a group shows in its bytes, and only those that do are parsed.
 *
 * A day is China's, which has had one time without summers since 1991.
 */
export const leafFacts = `
  taken as materialized (
    select index, recorded_at, kind, outcome, client, location, purpose, leaf
    from log.leaf where index >= $1 and index < $2
  ), asked as materialized (
    select index, count(*) as subjects from log.subject where index >= $1 and index < $2 group by index
  ), unknown as materialized (
    select index, sum(jsonb_array_length(told -> 'subjects')) as strangers
    from taken, jsonb_array_elements(convert_from(leaf, 'UTF8')::jsonb -> 'disclosures') as told
    where kind = 'REQUEST' and outcome = 'ANSWERED'
      and position('"fields":[],"subjects"'::bytea in leaf) > 0 and told -> 'fields' = '[]'::jsonb
    group by index
  ), fact as materialized (
    select index, date_trunc('hour', recorded_at, 'UTC') as hour,
      date_trunc('day', recorded_at + interval '8 hours', 'UTC') - interval '8 hours' as day,
      date_trunc('month', recorded_at + interval '8 hours', 'UTC') - interval '8 hours' as month,
      recorded_at, kind, client, coalesce(location, '') as location, coalesce(purpose, '') as purpose,
      coalesce(outcome, '') as outcome, 1 as leaves,
      case when kind in ('REQUEST', 'REVIEW') then 1 else 0 end as events,
      coalesce(subjects, 0) as subjects, coalesce(strangers, 0) as strangers
    from taken left join asked using (index) left join unknown using (index)
    union all
    select index, date_trunc('hour', recorded_at, 'UTC'),
      date_trunc('day', recorded_at + interval '8 hours', 'UTC') - interval '8 hours',
      date_trunc('month', recorded_at + interval '8 hours', 'UTC') - interval '8 hours',
      recorded_at, kind, client, '', '', told.key, 0, told.value::bigint, 0, 0
    from taken, jsonb_each_text(convert_from(leaf, 'UTF8')::jsonb -> 'counts') as told
    where kind = 'REFUSALS'
  )`;
