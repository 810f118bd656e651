/** Built-in formats (ECMA-376 part 1, 18.8.30), with those of Chinese Excel; pure times of day are none. */
const BUILT_IN = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/** What stands in a format without being part of it: quoted text, escapes, padding, colours and locales. */
const LITERALS = /"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g;

/** Does a number under this format show as a date? Years or days say so; `e` alone may be scientific notation. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return BUILT_IN.has(id);
  const [positive = ''] = code.replace(LITERALS, '').split(';');
  return /[yd]/i.test(positive);
}
