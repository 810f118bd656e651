import type { ScreeningFailure } from '../store/screening-row.ts';

/** A screening that cannot go on, for a reason that its client is told. */
export class ScreeningOver extends Error {
  override readonly name = 'ScreeningOver';
  readonly failure: ScreeningFailure;

  constructor(failure: ScreeningFailure) {
    super(failure.code);
    this.failure = failure;
  }
}
