/** A size or an index in its only decimal form, or undefined: digits without leading zeros, exact as a number. */
export function parseSafeInteger(text: string): number | undefined {
  const value = Number(text);
  return /^(0|[1-9]\d*)$/.test(text) && Number.isSafeInteger(value) ? value : undefined;
}
