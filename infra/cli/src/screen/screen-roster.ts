import { HearthgateError, type Screenings } from '@hearthgate/client/source';
import type { AidProgram, Purpose } from '@hearthgate/schema';
import { type AskedProgram, downloadResults } from './download-results.ts';
import { ScreeningError } from './errors.ts';
import { explainFailure } from './explain-failure.ts';
import { readRoster } from './read-roster.ts';
import { openResultsFile } from './results-file.ts';
import { rosterUpload } from './roster-upload.ts';
import { type ScreeningSummary, screeningSummary } from './screening-summary.ts';
import { removeState, writeState } from './screening-state.ts';
import { takeUpScreening } from './take-up-screening.ts';
import { waitForScreening } from './wait-for-screening.ts';

export interface ScreenRosterOptions {
  /** CSV or XLSX with a column of student numbers. */
  readonly rosterFile: string;
  /** Written as a whole, with `.summary.json` beside it, or not at all. */
  readonly resultsFile: string;
  readonly gatewayUrl: string;
  /** Under the client and the purpose. */
  readonly screenings: Screenings;
  readonly client: string;
  readonly purpose: Purpose;
  /** Adds a column of who qualifies for it; an empty one where the purpose does not show that. */
  readonly program?: AidProgram | undefined;
  readonly programIsShown: boolean;
  /** Asks again about what agencies did not answer in the screening before, instead of beginning another one. */
  readonly resume?: boolean | undefined;
  readonly onProgress?: ((progress: ScreeningProgress) => void) | undefined;
  /** Ends the wait, not the screening: the same call takes it up again. */
  readonly signal: AbortSignal;
}

/** How far the upload is, in bytes, then the screening, in rows. */
export interface ScreeningProgress {
  readonly of: 'upload' | 'screening';
  readonly done: number;
  readonly total: number;
}

export interface ScreenedRoster {
  readonly summary: ScreeningSummary;
  /** Students about whom an agency did not answer; `resume` asks about them again. */
  readonly unanswered: number;
}

/**
 * Screens a roster as a job of the gateway: creates it, or takes up the one that an earlier call began, uploads the roster,
 * waits, and writes a row of results for each row of the roster, in its order, with a summary beside it. The screening is
 * named by `FILE.screening.json` until its results are there. Memory does not grow with the roster.
 *
 * Errors: `UnusableFile` for the roster, before anything was created; `ScreeningError`; the signal's reason.
 */
export async function screenRoster(options: ScreenRosterOptions): Promise<ScreenedRoster> {
  try {
    return await screenOnce(options);
  } catch (error) {
    options.signal.throwIfAborted();
    throw rosterChanged(error, options.rosterFile) ?? explainFailure(error, options.gatewayUrl);
  }
}

async function screenOnce(options: ScreenRosterOptions): Promise<ScreenedRoster> {
  const { rosterFile, resultsFile, screenings, client, purpose, program, signal, onProgress } = options;
  const roster = await readRoster(rosterFile, signal);
  const results = await openResultsFile(resultsFile);
  try {
    const identity = {
      gateway: options.gatewayUrl,
      client,
      purpose,
      program: program ?? null,
      rosterSha256: roster.sha256,
    };
    const begun = await takeUpScreening({
      ...options,
      identity,
      program: options.programIsShown ? program : undefined,
    });
    const { id } = begun;
    if (begun.status === 'AWAITING_ROSTER') {
      const { source, contentType, byteCount = 0 } = await rosterUpload(rosterFile, roster);
      const onBytes = (done: number): void => onProgress?.({ of: 'upload', done, total: byteCount });
      await screenings.upload(id, source, { contentType, onBytes, signal });
    }
    const completed = await waitForScreening({ ...options, id, rowCount: roster.rowCount });
    await downloadResults({
      screenings,
      id,
      results,
      program: askedProgram(options),
      rowCount: roster.rowCount,
      signal,
    });
    const summary = screeningSummary({
      rosterFile,
      resultsFile,
      roster,
      client,
      purpose,
      program: program ?? null,
      screening: id,
      startedAt: begun.createdAt,
      counts: completed.counts,
    });
    await results.complete(summary);
    if (completed.unanswered === 0) await removeState(resultsFile);
    else await writeState(resultsFile, { ...identity, screening: id, completed: true });
    return { summary, unanswered: completed.unanswered };
  } catch (error) {
    await results.discard();
    throw error;
  }
}

function askedProgram({ program, programIsShown }: ScreenRosterOptions): AskedProgram {
  if (program === undefined) return 'none';
  return programIsShown ? 'shown' : 'withheld';
}

/** A file that changed under way: Node's own words for it are about blobs. */
function rosterChanged(error: unknown, file: string): ScreeningError | undefined {
  const changed =
    (error instanceof HearthgateError && error.code === 'ROSTER_CHANGED') ||
    (error instanceof DOMException && error.name === 'NotReadableError');
  if (!changed) return undefined;
  return new ScreeningError('ROSTER_CHANGED', `${file}: changed while it was read; screen it again`, {
    cause: error,
  });
}
