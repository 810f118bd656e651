import { Refusal } from '../errors.ts';

/** A request's place among those that are answered at a time; free again once it is disposed of. */
export interface Place extends Disposable {
  /** Errors: `OVERLOADED` with `Retry-After`, when all places were taken. */
  require(): void;
}

/**
 * Bounds how many requests are in progress. One more is refused at once, before anything of it is read or verified: a
 * queue would only move the wait, and requests that outlive their deadline while they wait cost as much as answers.
 */
export class RequestPlaces {
  readonly #most: number;
  #taken = 0;
  #shed = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** How many requests are in progress. For metrics. */
  get taken(): number {
    return this.#taken;
  }

  /** How many requests found no place. For metrics. */
  get shed(): number {
    return this.#shed;
  }

  take(): Place {
    const free = this.#taken < this.#most;
    if (free) this.#taken += 1;
    else this.#shed += 1;
    return {
      require: () => {
        if (free) return;
        throw new Refusal('OVERLOADED', 'more requests at a time than this gateway answers: try again', {
          headers: { 'retry-after': '1' },
        });
      },
      [Symbol.dispose]: () => {
        if (free) this.#taken -= 1;
      },
    };
  }
}
