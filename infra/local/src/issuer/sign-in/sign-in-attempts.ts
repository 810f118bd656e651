import { LRUCache } from 'lru-cache';
import { limits } from '../limits.ts';

interface Allowance {
  readonly burst: number;
  /** One more after so many seconds. */
  readonly refillSeconds: number;
}

interface Bucket {
  tokens: number;
  atMs: number;
}

export interface SignInAttempt {
  readonly username: string;
  readonly address: string;
}

export interface SignInAttempts {
  /** Counts an attempt before its password is looked at. Returns 0, or for how many seconds there may be none. */
  begin(attempt: SignInAttempt): number;
  /** The password was right: the attempt is given back. */
  succeeded(attempt: SignInAttempt): void;
  /** Counts a sign-in form that is asked for. Returns 0, or for how many seconds there may be none. */
  open(address: string): number;
}

/**
 * Limits failed sign-ins by name and by address, in this process's memory, which is bounded: of more names than are counted
 * the one that was quiet longest is forgotten. A name is counted whether somebody has it or not, so that being refused tells
 * nothing. Attempts are counted before the password is checked, or many at once would all pass.
 *
 * The price, which a newcomer would question: who knows a name can keep its owner out for a minute at a time. Locking
 * accounts for good would be worse, and not limiting guesses worse still.
 */
export function signInAttempts(now: () => number = () => performance.now()): SignInAttempts {
  const names = new LRUCache<string, Bucket>({ max: limits.maxCountedNames });
  const addresses = new LRUCache<string, Bucket>({ max: limits.maxCountedAddresses });
  const openings = new LRUCache<string, Bucket>({ max: limits.maxCountedAddresses });

  const take = (
    buckets: LRUCache<string, Bucket>,
    key: string,
    { burst, refillSeconds }: Allowance,
  ): number => {
    const atMs = now();
    const bucket = buckets.get(key) ?? { tokens: burst, atMs };
    const tokens = Math.min(burst, bucket.tokens + (atMs - bucket.atMs) / 1000 / refillSeconds);
    const taken = tokens >= 1;
    buckets.set(key, { tokens: taken ? tokens - 1 : tokens, atMs });
    return taken ? 0 : Math.ceil((1 - tokens) * refillSeconds);
  };
  const giveBack = (buckets: LRUCache<string, Bucket>, key: string, { burst }: Allowance): void => {
    const bucket = buckets.get(key);
    if (bucket !== undefined) bucket.tokens = Math.min(burst, bucket.tokens + 1);
  };

  return {
    begin({ username, address }) {
      const ofAddress = take(addresses, address, limits.failuresOfAddress);
      return ofAddress > 0 ? ofAddress : take(names, username, limits.failuresOfName);
    },
    succeeded({ username, address }) {
      giveBack(addresses, address, limits.failuresOfAddress);
      giveBack(names, username, limits.failuresOfName);
    },
    open: (address) => take(openings, address, limits.beginningsOfAddress),
  };
}
