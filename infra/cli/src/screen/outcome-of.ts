import type { Outcome } from '@hearthgate/roster';
import type { RosterRow } from './read-roster.ts';
import type { StatusAnswer } from './status-answer.ts';

/** A row of the roster with its answer; without one, its number is none. */
export interface ScreenedRow {
  readonly row: RosterRow;
  readonly answer?: StatusAnswer;
}

/** What became of a row of the roster. */
export function outcomeOf({ answer }: ScreenedRow): Outcome {
  if (answer === undefined) return 'INVALID_NUMBER';
  return answer.__typename === 'NotOnRoll' ? 'NOT_ON_ROLL' : 'ANSWERED';
}
