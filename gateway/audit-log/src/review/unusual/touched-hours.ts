/** Who asked in which hours, in the leaves from `$1` up to, and without, `$2`: what has to be looked at again. */
export const touchedHours = `
  touched as (
    select distinct client, date_trunc('hour', recorded_at, 'UTC') as hour
    from log.leaf where index >= $1 and index < $2 and kind in ('REQUEST', 'REVIEW')
  )`;
