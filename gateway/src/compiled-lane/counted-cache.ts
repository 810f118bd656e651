import { LRUCache } from 'lru-cache';

/** How often a cache had what was looked for. */
export interface CacheCounts {
  readonly hits: number;
  readonly misses: number;
  readonly size: number;
}

/** Bounded in number: the least recently used gives way, and is made anew when it is wanted again. Counts for metrics. */
export class CountedCache<Value extends object> {
  readonly #cache: LRUCache<string, Value>;
  #hits = 0;
  #misses = 0;

  constructor(max: number) {
    this.#cache = new LRUCache({ max });
  }

  /** What cannot be made is not kept. */
  getOrMake(key: string, make: () => Value): Value {
    const known = this.#cache.get(key);
    if (known !== undefined) {
      this.#hits += 1;
      return known;
    }
    this.#misses += 1;
    const made = make();
    this.#cache.set(key, made);
    return made;
  }

  counts(): CacheCounts {
    return { hits: this.#hits, misses: this.#misses, size: this.#cache.size };
  }
}
