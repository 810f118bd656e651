import { infiniteQueryOptions } from '@tanstack/react-query';
import { agencyGraphql, type ResultOf } from '../../shell/api/agency-graphql.ts';
import { askAgency } from '../../shell/api/ask-agency.ts';
import { type DayRange, instantsOf } from './day-range.ts';

const document = agencyGraphql(`
  query AccessRecords($from: DateTime!, $to: DateTime!, $after: String) {
    accessRecords(from: $from, to: $to, after: $after, first: 100, newestFirst: true) {
      records { time txn fields client purpose legalBasis subjectCount }
      next
    }
  }
`);

export type AccessRecord = ResultOf<typeof document>['accessRecords']['records'][number];

/** The agency's own records of these days, newest first, a hundred at a time. */
export function accessRecordsQuery(range: DayRange) {
  return infiniteQueryOptions({
    queryKey: ['agency', 'access-records', range],
    initialPageParam: null as string | null,
    queryFn: async ({ signal, pageParam }) =>
      (await askAgency(document, { ...instantsOf(range), after: pageParam }, { signal })).accessRecords,
    getNextPageParam: ({ next }) => next,
  });
}
