/** Whether a note may have this text or be this text: Unicode, lines that end, no control character below U+0020. */
export function isNoteText(text: string): boolean {
  return text.isWellFormed() && /^[^\0-\x09\x0b-\x1f]*\n$/.test(text);
}
