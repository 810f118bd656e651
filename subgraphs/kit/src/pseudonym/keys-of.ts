import type { PseudonymKey, PseudonymKeyRing } from './pseudonym-key.ts';

/** The keys that an agency answers for, the current one first. */
export function keysOf({ current, previous }: PseudonymKeyRing): readonly PseudonymKey[] {
  return previous ? [current, previous] : [current];
}
