import { HearthgateError, type Screenings } from '@hearthgate/client/source';
import { ScreeningError } from './errors.ts';
import { explainFailure } from './explain-failure.ts';
import { readState, removeState } from './screening-state.ts';

export interface CancelScreeningOptions {
  readonly resultsFile: string;
  readonly gatewayUrl: string;
  readonly screenings: Screenings;
  readonly client: string;
  readonly purpose: string;
  readonly signal: AbortSignal;
}

/**
 * Ends the screening that was begun into these results: the gateway erases its roster, its results and its key. Results that
 * stand in the file already stay. Gives its id.
 *
 * Errors: `SCREENING_UNKNOWN` when there is none, or another client's or purpose's; the client's.
 */
export async function cancelScreening(options: CancelScreeningOptions): Promise<string> {
  const { resultsFile, screenings, signal } = options;
  const known = await readState(resultsFile);
  if (!known) {
    throw new ScreeningError('SCREENING_UNKNOWN', `${resultsFile}: no screening is under way into it`);
  }
  if (known.client !== options.client || known.purpose !== options.purpose) {
    throw new ScreeningError(
      'SCREENING_UNKNOWN',
      `${resultsFile}: its screening was begun with --client ${known.client} --purpose ${known.purpose}; give these`,
    );
  }
  try {
    await screenings.cancel(known.screening, { signal });
  } catch (error) {
    const gone =
      error instanceof HearthgateError && (error.code === 'NOT_FOUND' || error.code === 'SCREENING_EXPIRED');
    if (!gone) throw explainFailure(error, options.gatewayUrl);
  }
  await removeState(resultsFile);
  return known.screening;
}
