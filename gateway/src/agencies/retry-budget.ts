export interface RetryBudgetOptions {
  /** Retries that every call earns: 0.1 is one retry to ten calls. */
  readonly perCall: number;
  /** What can be saved up, and what there is to begin with. */
  readonly most: number;
}

/**
 * How many calls may be tried again: a share of all calls. An agency that restarts costs each call in flight one retry,
 * and one that is down gets a tenth more calls, where a retry for each call would double what presses on it.
 */
export class RetryBudget {
  readonly #options: RetryBudgetOptions;
  #left: number;

  constructor(options: RetryBudgetOptions) {
    this.#options = options;
    this.#left = options.most;
  }

  /** Counts a call, tried for the first time. */
  earn(): void {
    this.#left = Math.min(this.#options.most, this.#left + this.#options.perCall);
  }

  /** Whether one call may be tried again; takes it from the budget. */
  spend(): boolean {
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
