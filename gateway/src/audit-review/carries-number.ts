/**
 * Whether a text holds a run of digits as long as a telephone number, an ID number or a student number, also with blanks
 * or hyphens in between. What a privacy officer writes stays in the log for good.
 */
export function carriesNumber(text: string): boolean {
  return /\p{Nd}{11}/u.test(text.normalize('NFKC').replaceAll(/[\s\p{Pd}.]/gu, ''));
}
