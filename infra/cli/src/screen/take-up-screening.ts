import { HearthgateError, type ScreeningJob, type Screenings } from '@hearthgate/client/source';
import type { AidProgram } from '@hearthgate/schema';
import { ScreeningError } from './errors.ts';
import {
  differenceFrom,
  readState,
  type ScreeningIdentity,
  stateFileOf,
  writeState,
} from './screening-state.ts';

export interface TakeUpScreeningOptions {
  readonly resultsFile: string;
  readonly screenings: Screenings;
  readonly identity: ScreeningIdentity;
  readonly program?: AidProgram | undefined;
  readonly resume?: boolean | undefined;
  readonly signal: AbortSignal;
}

/**
 * The screening that an earlier call began into the same results, or a new one, named beside them from now on. One that has
 * ended meanwhile (cancelled, expired, failed) is replaced.
 *
 * Errors: `RESULTS_UNUSABLE` when another screening is under way into these results; `SCREENING_UNKNOWN` when there is
 * nothing to resume; the client's.
 */
export async function takeUpScreening(options: TakeUpScreeningOptions): Promise<ScreeningJob> {
  const { resultsFile, screenings, identity, signal, resume = false } = options;
  const known = await readState(resultsFile);
  const difference = known && differenceFrom(known, identity);
  if (known && difference !== undefined && !(known.completed && !resume)) {
    throw new ScreeningError(
      'RESULTS_UNUSABLE',
      `${stateFileOf(resultsFile)}: a screening ${difference} was begun into these results; give its command again, end it with --cancel, or choose another --out`,
    );
  }
  if (known && (!known.completed || resume)) {
    const found = await find(screenings, known.screening, signal);
    if (found && known.completed) {
      const resumed = await screenings.resume(known.screening, { signal });
      await writeState(resultsFile, { ...known, completed: false });
      return resumed;
    }
    if (found) return found;
  }
  if (resume) {
    throw new ScreeningError(
      'SCREENING_UNKNOWN',
      `${resultsFile}: there is no screening to resume; leave --resume out to begin one`,
    );
  }
  const created = await screenings.create({ program: options.program }, { signal });
  await writeState(resultsFile, { ...identity, screening: created.id, completed: false });
  return created;
}

/** A screening from which results may still come. */
async function find(
  screenings: Screenings,
  id: string,
  signal: AbortSignal,
): Promise<ScreeningJob | undefined> {
  try {
    const state = await screenings.get(id, { signal });
    const ended = state.status === 'CANCELLED' || state.status === 'EXPIRED' || state.status === 'FAILED';
    return ended ? undefined : state;
  } catch (error) {
    if (error instanceof HearthgateError && error.code === 'NOT_FOUND') return undefined;
    throw error;
  }
}
