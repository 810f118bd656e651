import { queryOptions } from '@tanstack/react-query';
import type { FoundScreening } from './screening-query.ts';
import { readResults } from './read-results.ts';

/** More rows than a page should hold; they can be downloaded. */
export const MAX_SHOWN_ROWS = 200_000;

/**
 * The results of a completed screening. Each look is an entry in the audit log, so they are read once and kept while the
 * page is open, and read anew when the screening was completed anew.
 */
export function resultsQuery({ screening, purpose }: FoundScreening) {
  const { id, summary, progress } = screening;
  return queryOptions({
    queryKey: ['screening-results', id, purpose, summary?.incomplete, progress.unanswered],
    enabled: screening.status === 'COMPLETED' && (summary?.rows ?? Infinity) <= MAX_SHOWN_ROWS,
    staleTime: Infinity,
    retry: false,
    queryFn: ({ signal }) => readResults({ id, purpose, signal }),
  });
}
