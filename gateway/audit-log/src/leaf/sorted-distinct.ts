/** Each once, in the order of UTF-16 code units, which is the order of members in canonical JSON (RFC 8785, section 3.2.3). */
export function sortedDistinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
