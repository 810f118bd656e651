import { setTimeout as pause } from 'node:timers/promises';
import { limits } from './limits.ts';
import { findingColumns } from '@hearthgate/roster';
import type { StatusAnswer } from './status-answer.ts';

export interface AskAgainOptions {
  /** The answers about these numbers, in their order. */
  readonly ask: (numbers: readonly string[]) => Promise<readonly StatusAnswer[]>;
  /** Before each further attempt at one chunk. */
  readonly pausesMs: readonly number[];
  readonly signal: AbortSignal;
}

/**
 * Asks, and asks again about a chunk in which an agency's answer is missing: a busy agency or one that is restarted has it a
 * moment later. Where it stays missing the findings are `UNKNOWN`, as the gateway says. After a few attempts in vain it stops
 * doing so until a chunk comes out whole: an agency that is down must not hold up a whole screening.
 */
export function askAgain({ ask, pausesMs, signal }: AskAgainOptions): AskAgainOptions['ask'] {
  let inVain = 0;
  return async (numbers) => {
    let answers = await ask(numbers);
    let missing = countMissing(answers);
    if (missing === 0) inVain = 0;
    for (const pauseMs of pausesMs) {
      if (missing === 0 || inVain >= limits.maxAskedInVain) break;
      await pause(pauseMs, undefined, { signal });
      const later = await ask(numbers);
      const stillMissing = countMissing(later);
      inVain = stillMissing < missing ? 0 : inVain + 1;
      if (stillMissing > missing) continue;
      answers = later;
      missing = stillMissing;
    }
    return answers;
  };
}

function countMissing(answers: readonly StatusAnswer[]): number {
  let missing = 0;
  for (const answer of answers) {
    if (answer.__typename === 'NotOnRoll') continue;
    const findings = [...findingColumns.map(({ field }) => answer[field]), answer.qualifies];
    missing += findings.filter((finding) => finding?.unknownReason === 'AGENCY_UNAVAILABLE').length;
  }
  return missing;
}
