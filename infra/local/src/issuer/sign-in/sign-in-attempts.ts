import { LRUCache } from 'lru-cache';
import { limits } from '../limits.ts';

interface Allowance {
  readonly burst: number;
  /** One more after so many seconds. */
  readonly refillSeconds: number;
}

interface Bucket {
  /** What was taken and has not been earned back yet, as the time that earning it takes. */
  debtMs: number;
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
    const bucket = buckets.get(key) ?? { debtMs: 0, atMs };
    const debtMs = Math.max(0, bucket.debtMs - (atMs - bucket.atMs));
    const overMs = debtMs + refillSeconds * 1000 - burst * refillSeconds * 1000;
    buckets.set(key, { debtMs: overMs > 0 ? debtMs : debtMs + refillSeconds * 1000, atMs });
    return overMs > 0 ? Math.ceil(overMs / 1000) : 0;
  };
  const giveBack = (buckets: LRUCache<string, Bucket>, key: string, { refillSeconds }: Allowance): void => {
    const bucket = buckets.get(key);
    if (bucket !== undefined) bucket.debtMs = Math.max(0, bucket.debtMs - refillSeconds * 1000);
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
