import type { Cell } from '@hearthgate/schema';

/** Names for a row's record, one for each cell of the header: its text, `column N` without one, numbered where repeated. */
export function recordHeaders(cells: readonly Cell[]): string[] {
  const taken = new Set<string>();
  return cells.map((cell, index) => {
    const name = cell.text.replace(/[\s\ufeff]+/g, ' ').trim() || `column ${String(index + 1)}`;
    let unique = name;
    for (let n = 2; taken.has(unique); n += 1) unique = `${name} (${String(n)})`;
    taken.add(unique);
    return unique;
  });
}
