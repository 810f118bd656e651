import { queryOptions } from '@tanstack/react-query';
import { ApiError } from '../../shell/api/api-error.ts';
import { askGateway } from '../../shell/api/ask-gateway.ts';
import { type ProgressSample, remainingSeconds } from './remaining-seconds.ts';
import { isUnderWay, type ScreeningPurpose, type ScreeningWithSummary } from '../screenings/screening.ts';

export interface FoundScreening {
  readonly screening: ScreeningWithSummary;
  /** What it was begun for; under another purpose it does not exist. */
  readonly purpose: ScreeningPurpose;
  /** About how long it will go on; undefined while nothing is known of that. */
  readonly remainingSeconds: number | undefined;
  /** Where it was when this page first saw it under way. */
  readonly first: ProgressSample;
}

const POLL_MS = 1_000;

/** One screening, looked for under these purposes in turn, and looked at every second while it is under way. */
export function screeningQuery(id: string, purposes: readonly ScreeningPurpose[]) {
  return queryOptions({
    queryKey: ['screening', id, purposes],
    queryFn: async ({ signal, client, queryKey }): Promise<FoundScreening> => {
      for (const purpose of purposes) {
        const question = { document: 'screening.graphql', variables: { id }, purpose };
        const { screening } = await askGateway<{ screening: ScreeningWithSummary | null }>(question, {
          signal,
          background: true,
        });
        if (screening === null) continue;
        const before = client.getQueryData<FoundScreening>(queryKey);
        return { screening, purpose, ...estimated(screening, before) };
      }
      throw new ApiError(404, 'NOT_FOUND', 'there is no such screening');
    },
    refetchInterval: ({ state }) =>
      state.data !== undefined && isUnderWay(state.data.screening) ? POLL_MS : false,
  });
}

function estimated(
  { status, createdAt, progress }: ScreeningWithSummary,
  before: FoundScreening | undefined,
): Pick<FoundScreening, 'remainingSeconds' | 'first'> {
  const now = { atMs: Date.now(), complete: progress.complete };
  const wasRunning = before?.screening.status === 'RUNNING' && status === 'RUNNING';
  const first = wasRunning ? before.first : now;
  const begun = { atMs: Date.parse(createdAt), complete: 0 };
  return {
    first,
    remainingSeconds:
      remainingSeconds(first, now, progress.total) ?? remainingSeconds(begun, now, progress.total),
  };
}
