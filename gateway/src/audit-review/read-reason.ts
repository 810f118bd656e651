import { Refusal } from '../errors.ts';
import { limits } from '../limits.ts';
import { carriesNumber } from './carries-number.ts';

/**
 * Why an officer looks up a student, in one line, as it is logged.
 *
 * Does not see names: that none is given is asked of the officer.
 *
 * Errors: `BAD_USER_INPUT`, which does not repeat it.
 */
export function readReason(reason: string): string {
  const line = reason.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  if (line.length < limits.minReasonLength || line.length > limits.maxReasonLength) {
    throw new Refusal(
      'BAD_USER_INPUT',
      `give a reason of ${String(limits.minReasonLength)} to ${String(limits.maxReasonLength)} characters: it stays in the log`,
    );
  }
  if (carriesNumber(line)) {
    throw new Refusal(
      'BAD_USER_INPUT',
      'the reason stays in the log: leave out ID, student and telephone numbers, and names',
    );
  }
  return line;
}
