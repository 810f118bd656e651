/** Blanks of every kind, and what copying brings along unseen: zero-width and direction marks, soft hyphens. */
const UNSEEN = /[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069]+/g;
/** Full-width forms of ASCII. Not NFKC: that would also read ① or ² as digits, which is guessing. */
const FULL_WIDTH = /[\uff01-\uff5e]/g;
/** A spreadsheet's mark for "this is text", which some exports write into the cell. */
const LEADING_APOSTROPHES = /^['‘’]+/;

/** The same said by a formula: `="123"`. */
const FORMULA = /^="([^"]*)"$/;

/**
 * A number as it was meant: without the blanks, apostrophes and full-width forms that files dress it in (domain.md,
 * "Numbers that identify"), letters in capitals. Changes no digit, adds none and leaves none out.
 */
export function undressed(text: string): string {
  return text
    .replace(UNSEEN, '')
    .replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(LEADING_APOSTROPHES, '')
    .replace(FORMULA, '$1')
    .toUpperCase();
}
