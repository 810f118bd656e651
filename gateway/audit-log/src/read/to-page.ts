/** A page of what was read with one entry more than it holds: whether there is one tells whether there is a next page. */
export function toPage<Entry extends { readonly index: number }>(
  read: readonly Entry[],
  limit: number,
): { readonly entries: readonly Entry[]; readonly next: string | undefined } {
  const entries = read.slice(0, limit);
  const last = entries.at(-1);
  return { entries, next: read.length > limit && last ? String(last.index) : undefined };
}
