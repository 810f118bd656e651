import type { ListedFilter } from './listed-filter.ts';

export interface FilterKeeperOptions {
  /** Makes a filter of the register as it is; `undefined`, there can be none. */
  readonly build: (signal: AbortSignal) => Promise<ListedFilter | undefined>;
  /** Between two beginnings. */
  readonly cooldownMs: number;
}

/**
 * Keeps a filter of the register, and has it made anew, beside the calls, once one of them has seen another revision.
 * Between the two a filter of an earlier revision is still here: whoever uses it says which revision it is of, and the
 * database does not go by it where that is not the one that it reads.
 */
export class FilterKeeper {
  readonly #options: FilterKeeperOptions;
  #filter: ListedFilter | undefined;
  /** The revision of which it is known that there can be no filter. */
  #hopeless: string | undefined;
  #building: Promise<void> | undefined;
  readonly #closing = new AbortController();
  #startedAt = Number.NEGATIVE_INFINITY;

  constructor(options: FilterKeeperOptions) {
    this.#options = options;
  }

  get current(): ListedFilter | undefined {
    return this.#filter;
  }

  /** Tells of the revision that a call has read. */
  saw(revision: string): void {
    if (revision === this.#filter?.revision || revision === this.#hopeless || this.#building) return;
    if (this.#closing.signal.aborted) return;
    if (performance.now() - this.#startedAt < this.#options.cooldownMs) return;
    this.#startedAt = performance.now();
    this.#building = this.#build(revision).finally(() => {
      this.#building = undefined;
    });
  }

  /** Resolves when nothing is being made any more, so that the database's connections can be closed. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#building;
  }

  async #build(seen: string): Promise<void> {
    try {
      this.#filter = await this.#options.build(this.#closing.signal);
      this.#hopeless = this.#filter ? undefined : seen;
    } catch {
      // The database is gone or slow: calls are looked up as a whole, and one of them brings the next try.
      this.#filter = undefined;
    }
  }
}
