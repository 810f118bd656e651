import { resemblesIdentityNumber } from './resembles-identity-number.ts';

/** Clients, places and legal bases come again and again: what was looked at letter by letter once is known. */
const known = new Set<string>();
const maxKnown = 10_000;

/**
 * Whether words of a token or of an officer may stand in a leaf: something, no control or format character, so that a
 * line of the log shows as what it is, and no number that a person goes by, since a leaf can never be taken back.
 */
export function isFreeText(text: string): boolean {
  if (known.has(text)) return true;
  if (!/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u.test(text) || resemblesIdentityNumber(text)) return false;
  if (known.size >= maxKnown) known.clear();
  known.add(text);
  return true;
}
