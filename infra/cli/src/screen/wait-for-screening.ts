import type { Screenings, ScreeningState, ScreeningSummary } from '@hearthgate/client/source';
import { ScreeningError } from './errors.ts';
import { refusalAdvice } from './refusal-advice.ts';
import type { ScreeningProgress } from './screen-roster.ts';
import { removeState } from './screening-state.ts';

export interface WaitForScreeningOptions {
  readonly screenings: Screenings;
  readonly id: string;
  readonly rosterFile: string;
  readonly resultsFile: string;
  readonly rowCount: number;
  readonly onProgress?: ((progress: ScreeningProgress) => void) | undefined;
  readonly signal: AbortSignal;
}

export interface CompletedScreening {
  readonly counts: ScreeningSummary;
  readonly unanswered: number;
}

/**
 * Waits until a screening is completed. One that ended otherwise is named no longer: the next call begins another.
 * Errors: `SCREENING_ENDED` with the gateway's reason; the client's; the signal's reason.
 */
export async function waitForScreening(options: WaitForScreeningOptions): Promise<CompletedScreening> {
  const { screenings, id, rosterFile, resultsFile, rowCount, onProgress, signal } = options;
  let last: ScreeningState | undefined;
  for await (const state of screenings.watch(id, { signal })) {
    onProgress?.({ of: 'screening', done: state.progress.complete, total: rowCount });
    last = state;
  }
  if (last?.status === 'COMPLETED' && last.summary) {
    return { counts: last.summary, unanswered: last.progress.unanswered };
  }
  if (last) await removeState(resultsFile);
  throw new ScreeningError('SCREENING_ENDED', whyEnded(last, rosterFile));
}

function whyEnded(state: ScreeningState | undefined, rosterFile: string): string {
  if (state?.status === 'CANCELLED') return 'the screening was cancelled meanwhile; screen again';
  if (state?.status === 'EXPIRED') return 'the screening expired, and its results were erased; screen again';
  const { code = 'INTERNAL', message = '', line = null } = state?.failure ?? {};
  if (code === 'ROSTER_UNREADABLE' || code === 'ROSTER_TOO_LARGE') {
    const where = line === null ? '' : ` (line ${String(line)})`;
    return `${rosterFile}: the gateway could not take it: ${message}${where}`;
  }
  return `the screening failed: ${code}: ${refusalAdvice(code)}`;
}
