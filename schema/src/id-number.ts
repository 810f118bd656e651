import { calendarDate } from './calendar-date.ts';

declare const brand: unique symbol;

/** A resident ID number 居民身份证号 in its canonical form: 18 characters, capital `X`. */
export type IdNumber = string & { readonly [brand]: 'IdNumber' };

const SHAPE = /^[1-9]\d{16}[\dX]$/;

/** 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2, the powers of two modulo 11 (GB 11643). */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ZERO = '0'.charCodeAt(0);
const CHECK_CHARACTERS = '10X98765432';

/** The check character that belongs to 17 digits (GB 11643). Does not look at what the digits say. */
export function checkCharacter(first17Digits: string): string {
  let sum = 0;
  // By character codes: a roster of a province is checked some times over, and `reduce` takes ten times as long.
  for (const [index, weight] of WEIGHTS.entries()) sum += weight * (first17Digits.charCodeAt(index) - ZERO);
  return CHECK_CHARACTERS.charAt(sum % 11);
}

/** What keeps a text from being a canonical ID number, in words that do not repeat it; `undefined` when it is one. */
export function idNumberFault(text: string): string | undefined {
  if (!SHAPE.test(text)) return 'not an ID number: 18 characters are needed';
  if (!calendarDate(Number(text.slice(6, 10)), Number(text.slice(10, 12)), Number(text.slice(12, 14)))) {
    return 'the birth date in it does not exist';
  }
  if (checkCharacter(text) !== text.charAt(17)) return 'check digit does not match';
  return undefined;
}

/**
 * Guarantees 18 characters, a birth date that exists and a matching check digit (GB 11643). Strict: a lower-case `x`, a
 * blank or 15 digits are refused; `cleanIdNumber` repairs those.
 * Does not check that the division exists, that the date is past, or that the number was ever issued.
 */
export function parseIdNumber(text: string): IdNumber | undefined {
  return idNumberFault(text) === undefined ? (text as IdNumber) : undefined;
}
