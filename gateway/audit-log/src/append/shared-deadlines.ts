const stepMs = 20;

/**
 * Deadlines for many commits: all that end within the same 20 ms are one signal and one timer. A timer each, which lives
 * on for its second although the commit is over in some milliseconds, was most of what thousands of commits left to the
 * garbage collector, and its pauses most of the slowest commits' time.
 */
export class SharedDeadlines {
  readonly #signals = new Map<number, AbortSignal>();

  /** A signal that aborts after at least `ms`, and at most 20 ms more. */
  after(ms: number): AbortSignal {
    const step = Math.ceil((performance.now() + ms) / stepMs);
    const known = this.#signals.get(step);
    if (known) return known;
    const controller = new AbortController();
    this.#signals.set(step, controller.signal);
    const abort = (): void => {
      this.#signals.delete(step);
      controller.abort();
    };
    setTimeout(abort, step * stepMs - performance.now()).unref();
    return controller.signal;
  }
}
