import { z } from 'zod';
import { indexColumn } from '../../read/index-column.ts';
import type { Finding } from './finding.ts';
import { foundRow } from './found-rows.ts';

export const findingState = z.enum(['OPEN', 'EXPLAINED', 'ESCALATED']);
export const findingRow = foundRow.omit({ key: true }).extend({
  number: indexColumn,
  id: z.string(),
  rule: z.enum(['ABOVE_OWN_HABIT', 'WALKING_NUMBERS', 'SEVERAL_SCHOOLS', 'FIRST_USE_OF_PURPOSE']),
  raised_at: z.date(),
  state: findingState,
  reviews: z.array(
    z.object({ state: findingState, note: z.string(), officer: z.string(), at: z.coerce.date() }),
  ),
});

/** Findings with the state that holds; `$4` is how many reviews of each are shown. */
export const findingsWithState = `
  select number::text, id, rule, client, purpose, locations, begins, ends, count::text, usual::text,
    evidence::text[], leaves::text, raised_at, state,
    coalesce((
      select json_agg(json_build_object('state', state, 'note', note, 'officer', officer, 'at', given_at)
        order by number desc)
      from (
        select * from review.finding_review as given where given.finding = known.number
        order by given.number desc limit $4
      ) as given
    ), '[]') as reviews
  from (
    select finding.*, coalesce(newest.state, 'OPEN') as state
    from review.finding left join lateral (
      select state from review.finding_review as given where given.finding = finding.number
      order by given.number desc limit 1
    ) as newest on true
  ) as known`;

export function toFinding(row: z.output<typeof findingRow>): Finding {
  const { id, rule, locations, begins, ends, count, usual, evidence, leaves, state, reviews } = row;
  const [client, purpose] = [row.client ?? undefined, row.purpose ?? undefined];
  const told = { id, rule, locations, begins, ends, count, usual, evidence, leaves, state, reviews };
  return { ...told, client, purpose, raisedAt: row.raised_at };
}
