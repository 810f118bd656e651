import { LRUCache } from 'lru-cache';

export interface Rate {
  readonly perSecond: number;
  /** How many may come at once after a pause. */
  readonly burst: number;
}

interface Bucket {
  tokens: number;
  atMs: number;
}

/**
 * Token buckets by key, in this process alone. Of more keys than `maxKeys` the one that was quiet longest is forgotten,
 * which gives it a full bucket: that is what it would have had, unless keys without number are made up.
 *
 * Our own: rate-limiter-flexible counts in fixed windows, which let twice the rate through where two meet, and keeps a
 * timer for each key.
 */
export class TokenBuckets {
  readonly #buckets: LRUCache<string, Bucket>;
  readonly #now: () => number;

  /** `now` in milliseconds, only ever forward. */
  constructor(maxKeys: number, now: () => number = () => performance.now()) {
    this.#buckets = new LRUCache({ max: maxKeys });
    this.#now = now;
  }

  /** Takes one. Returns 0, or for how many milliseconds there will be none. */
  take(key: string, { perSecond, burst }: Rate): number {
    const nowMs = this.#now();
    const bucket = this.#buckets.get(key) ?? { tokens: burst, atMs: nowMs };
    const earned = ((nowMs - bucket.atMs) / 1000) * perSecond;
    const tokens = Math.min(burst, bucket.tokens + earned);
    const taken = tokens >= 1;
    this.#buckets.set(key, { tokens: taken ? tokens - 1 : tokens, atMs: nowMs });
    return taken ? 0 : ((1 - tokens) / perSecond) * 1000;
  }
}
