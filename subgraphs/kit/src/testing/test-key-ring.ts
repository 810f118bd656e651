import { createSecretKey, randomBytes } from 'node:crypto';
import type { PseudonymKeyRing } from '../pseudonym/pseudonym-key.ts';

/** Fresh keys each time, the last of `versions` current. */
export function testKeyRing(...versions: readonly number[]): PseudonymKeyRing {
  const keys = versions.map((version) => ({ version, key: createSecretKey(randomBytes(32)) }));
  const [current, previous] = keys.reverse();
  if (!current) throw new RangeError('a key ring needs a version');
  return previous ? { current, previous } : { current };
}
