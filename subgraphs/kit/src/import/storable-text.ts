/** The same text without what Postgres cannot store, U+0000 and halves of surrogate pairs: they become U+FFFD. */
export function storableText(text: string): string {
  if (text.isWellFormed() && !text.includes('\0')) return text;
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}
