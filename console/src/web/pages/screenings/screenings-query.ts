import { infiniteQueryOptions } from '@tanstack/react-query';
import { askGateway } from '../../shell/api/ask-gateway.ts';
import { isUnderWay, type Screening, type ScreeningPurpose } from './screening.ts';

interface Answer {
  readonly screenings: { readonly screenings: readonly Screening[]; readonly next: string | null };
}

const PAGE = 30;

/** The office's screenings for one purpose, newest first; looked at again while one of them is under way. */
export function screeningsQuery(purpose: ScreeningPurpose) {
  return infiniteQueryOptions({
    queryKey: ['screenings', purpose],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const variables = { first: PAGE, after: pageParam };
      const question = { document: 'screenings.graphql', variables, purpose };
      return (await askGateway<Answer>(question, { signal })).screenings;
    },
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ screenings }) => screenings.some(isUnderWay)) === true ? 3_000 : false,
  });
}
