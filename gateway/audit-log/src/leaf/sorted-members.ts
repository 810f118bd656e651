/**
 * The same members in the order of their names' UTF-16 code units, which is the order of canonical JSON (RFC 8785,
 * section 3.2.3) and of `sort`. Its own members only: what they hold is left as it is.
 */
export function sortedMembers<Members extends object>(members: Members): Members {
  const sorted = Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted) as Members;
}
