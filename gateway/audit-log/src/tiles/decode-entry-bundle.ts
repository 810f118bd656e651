import { ProofError } from '../proof-error.ts';

/**
 * The entries of a bundle, as views of its bytes. C2SP tlog-tiles.
 *
 * Does not check them against the tree: `leafHash` of each has to be the hash in the tile of level 0.
 *
 * Errors: `MALFORMED_ENTRY_BUNDLE` where lengths and bytes do not come out even, and unless they are 1 to 256 entries.
 */
export function decodeEntryBundle(bytes: Uint8Array): Buffer[] {
  const bundle = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: Buffer[] = [];
  let next = 0;
  while (next < bundle.length) {
    const start = next + 2;
    const end = start <= bundle.length ? start + bundle.readUInt16BE(next) : Infinity;
    if (end > bundle.length) throw malformed('the entry bundle ends within an entry');
    entries.push(bundle.subarray(start, end));
    next = end;
  }
  if (entries.length < 1 || entries.length > 256) throw malformed('an entry bundle has 1 to 256 entries');
  return entries;
}

function malformed(message: string): ProofError {
  return new ProofError('MALFORMED_ENTRY_BUNDLE', message);
}
