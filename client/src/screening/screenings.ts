import type { AidProgram } from '../documents/trusted-documents.ts';
import {
  cancelScreening,
  createScreening,
  resumeScreening,
  screeningJob,
  screenings as listedScreenings,
} from '../documents/trusted-documents.ts';
import { ask, type AskOptions } from '../ask.ts';
import { HearthgateError } from '../errors.ts';
import type { Connection } from '../http/send-request.ts';
import type { WithRetriesOptions } from '../http/with-retries.ts';
import { limits } from '../limits.ts';
import { type ResultsOptions, screeningResults } from './screening-results.ts';
import type { ScreeningJob, ScreeningState } from './screening-state.ts';
import { type RosterSource, type UploadOptions, uploadRoster } from './upload-roster.ts';
import { watchScreening } from './watch-screening.ts';

export interface CreateScreeningInput {
  /** Adds to the results who qualifies for it. */
  readonly program?: AidProgram | undefined;
  /** The caller's own name for it, at most 100 characters, shown in lists. Nothing about a student. */
  readonly clientReference?: string | undefined;
}

export interface WaitOptions extends AskOptions {
  /** Told each state that differs from the one before. */
  readonly onProgress?: ((state: ScreeningState) => void) | undefined;
}

/** Screenings of whole rosters, under the purpose that they were begun with; another purpose does not find them. */
export interface Screenings {
  /** Begins one. Not tried again when its answer is lost: there might be two then. */
  create(input?: CreateScreeningInput, options?: AskOptions): Promise<ScreeningJob>;
  /** Errors: `NOT_FOUND` for one that is not there, or not this client's, purpose's and roll's. */
  get(id: string, options?: AskOptions): Promise<ScreeningState>;
  /** One's own, the newest first. */
  list(options?: AskOptions): AsyncIterable<ScreeningJob>;
  /** See `uploadRoster`. */
  upload(id: string, roster: RosterSource, options?: UploadOptions): Promise<void>;
  /** Each state that differs from the one before, until it is over. Rides out two minutes of a gateway that is away. */
  watch(id: string, options?: AskOptions): AsyncIterable<ScreeningState>;
  /**
   * Waits until it is completed. Errors: those of `get`; for one that failed the gateway's reason (`ROSTER_UNREADABLE`…);
   * `SCREENING_CANCELLED`; `SCREENING_EXPIRED`.
   */
  wait(id: string, options?: WaitOptions): Promise<ScreeningState>;
  /** See `screeningResults`. */
  results(id: string, options?: ResultsOptions): Promise<ReadableStream<Uint8Array>>;
  /** Ends it: roster, results and key are erased at once. */
  cancel(id: string, options?: AskOptions): Promise<ScreeningJob>;
  /** Asks again about the students who stayed `UNKNOWN` because an agency did not answer. */
  resume(id: string, options?: AskOptions): Promise<ScreeningJob>;
}

export function screenings(connection: Connection): Screenings {
  const get = async (
    id: string,
    options: AskOptions & Pick<WithRetriesOptions, 'pausesMs'> = {},
  ): Promise<ScreeningState> => {
    const { data } = await ask(connection, screeningJob, { id }, options);
    if (!data.screening) throw notFound();
    return data.screening;
  };
  const watch = (id: string, options?: AskOptions): AsyncIterable<ScreeningState> =>
    watchScreening((signal) => get(id, { signal, pausesMs: limits.watchRetryPausesMs }), options);
  return {
    create: async (input = {}, options) =>
      (await ask(connection, createScreening, input, options)).data.createScreening,
    get,
    list: (options) => listScreenings(connection, options),
    upload: (id, roster, options) => uploadRoster(connection, id, roster, options),
    watch,
    wait: async (id, { onProgress, signal } = {}) => {
      let last: ScreeningState | undefined;
      for await (const state of watch(id, { signal })) {
        onProgress?.(state);
        last = state;
      }
      return completed(last);
    },
    results: (id, options) => screeningResults(connection, id, options),
    cancel: async (id, options) =>
      (await ask(connection, cancelScreening, { id }, { ...options, idempotent: true })).data.cancelScreening,
    resume: async (id, options) =>
      (await ask(connection, resumeScreening, { id }, { ...options, idempotent: true })).data.resumeScreening,
  };
}

async function* listScreenings(connection: Connection, options?: AskOptions): AsyncGenerator<ScreeningJob> {
  const first = limits.screeningsPerPage;
  for (let after: string | undefined; ;) {
    const { data } = await ask(connection, listedScreenings, { first, after }, options);
    yield* data.screenings.screenings;
    after = data.screenings.next ?? undefined;
    if (after === undefined) return;
  }
}

function completed(state: ScreeningState | undefined): ScreeningState {
  if (!state) throw notFound();
  if (state.status === 'COMPLETED') return state;
  if (state.status === 'CANCELLED') {
    throw new HearthgateError(
      'SCREENING_CANCELLED',
      'SCREENING_CANCELLED: it was ended, and its results erased',
    );
  }
  if (state.status === 'EXPIRED') {
    throw new HearthgateError(
      'SCREENING_EXPIRED',
      'SCREENING_EXPIRED: its results were erased after their time',
    );
  }
  const { failure } = state;
  if (!failure) throw new HearthgateError('SCREENING_FAILED', 'SCREENING_FAILED: no reason was given');
  const line = failure.line === null ? '' : ` (line ${String(failure.line)})`;
  throw new HearthgateError(failure.code, `${failure.code}: ${failure.message}${line}`);
}

function notFound(): HearthgateError {
  return new HearthgateError(
    'NOT_FOUND',
    'NOT_FOUND: no screening of this client, purpose and roll has this id',
  );
}
