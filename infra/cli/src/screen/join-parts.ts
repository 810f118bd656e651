import { ScreeningError } from './errors.ts';
import type { StatusAnswer } from './status-answer.ts';

/**
 * The answers to several documents about the same numbers, in the same order, as one answer for each number.
 * Errors: `GATEWAY_BROKEN` when they are not about the same students, or one was taken off the roll in between.
 */
export function joinParts([
  first = [],
  ...others
]: readonly (readonly StatusAnswer[])[]): readonly StatusAnswer[] {
  return first.map((answer, index) => others.reduce((joined, part) => join(joined, part[index]), answer));
}

function join(answer: StatusAnswer, part: StatusAnswer | undefined): StatusAnswer {
  if (part?.__typename !== answer.__typename || part.studentNumber !== answer.studentNumber) {
    throw new ScreeningError(
      'GATEWAY_BROKEN',
      'the roll changed while a student was asked about: screen again when the import is through',
    );
  }
  return { ...answer, ...part };
}
