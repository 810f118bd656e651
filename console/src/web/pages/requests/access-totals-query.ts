import { queryOptions } from '@tanstack/react-query';
import { agencyGraphql, type ResultOf } from '../../shell/api/agency-graphql.ts';
import { askAgency } from '../../shell/api/ask-agency.ts';
import { type DayRange, hoursPerBar, instantsOf } from './day-range.ts';

const document = agencyGraphql(`
  query AccessTotals($from: DateTime!, $to: DateTime!, $hours: Int!) {
    accessTotals(from: $from, to: $to, hours: $hours) { from client purpose requests subjectCount }
  }
`);

export type AccessTotal = ResultOf<typeof document>['accessTotals'][number];

/** Requests of these days, summed by client, purpose and bar of the chart. */
export function accessTotalsQuery(range: DayRange) {
  return queryOptions({
    queryKey: ['agency', 'access-totals', range],
    queryFn: async ({ signal }) => {
      const variables = { ...instantsOf(range), hours: hoursPerBar(range) };
      return (await askAgency(document, variables, { signal })).accessTotals;
    },
  });
}
