import { QueryCache, QueryClient } from '@tanstack/react-query';
import { sessionQuery } from '../session/session-query.ts';
import { ApiError } from './api-error.ts';

/** How often a question is asked again that nobody answered; what was refused is not asked again. */
const maxRetries = 2;

/** The page's memory of answers. A question that finds the session gone shows the way back in. */
export function makeQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        const isSignedOut = error instanceof ApiError && error.code === 'UNAUTHENTICATED';
        if (isSignedOut && query.queryKey[0] !== 'session') void client.invalidateQueries(sessionQuery);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) =>
          failures < maxRetries && error instanceof ApiError && (error.status === 0 || error.status >= 500),
      },
    },
  });
  return client;
}
