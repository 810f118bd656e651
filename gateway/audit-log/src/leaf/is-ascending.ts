/** Whether each is above the one before it, in the order of UTF-16 code units: sorted, and none twice. */
export function isAscending(texts: readonly string[]): boolean {
  return texts.every((text, index) => index === 0 || (texts[index - 1] ?? '') < text);
}
