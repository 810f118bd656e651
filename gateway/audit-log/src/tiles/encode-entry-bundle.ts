/**
 * Entries as C2SP tlog-tiles serves them: each behind its length in two bytes, big-endian.
 *
 * Errors: `RangeError` unless they are 1 to 256 entries of at most 65,535 bytes.
 */
export function encodeEntryBundle(entries: readonly Uint8Array[]): Buffer {
  if (entries.length < 1 || entries.length > 256) throw new RangeError('a bundle has 1 to 256 entries');
  const parts = entries.flatMap((entry) => {
    if (entry.length > 0xffff) throw new RangeError('an entry has at most 65,535 bytes');
    return [Buffer.of(entry.length >> 8, entry.length & 0xff), entry];
  });
  return Buffer.concat(parts);
}
