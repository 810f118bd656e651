/**
 * `_x000D_` for a character that XML cannot hold (ECMA-376 part 1, 22.9.2.19). NUL and halves of a pair stay out: neither
 * Postgres nor anybody else can use them.
 */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text.toWellFormed();
  return text
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll('\0', '')
    .toWellFormed();
}
