import { hashRanges } from './hash-ranges.ts';
import type { LeafRange } from './leaf-range.ts';
import type { ReadHashes } from './read-hashes.ts';
import { splitPoint } from './split-point.ts';

export interface ConsistencyProofOptions {
  /** Size of the earlier tree. */
  readonly from: number;
  /** Size of the later tree. */
  readonly size: number;
  readonly read: ReadHashes;
}

/**
 * That the later tree begins with all leaves of the earlier one: RFC 6962 section 2.1.2. Empty where nothing is to be
 * proved: for equal sizes, and from the empty tree, which RFC 6962 leaves out and C2SP tlog-witness has so.
 *
 * Does not check what it reads: a log that was tampered with gives a proof that does not verify.
 *
 * Errors: `RangeError` unless 0 <= from <= size; those of the reader.
 */
export async function consistencyProof({ from, size, read }: ConsistencyProofOptions): Promise<Buffer[]> {
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(from) || from < 0 || from > size) {
    throw new RangeError(
      `no consistency of a tree of ${String(from)} leaves with one of ${String(size)} leaves`,
    );
  }
  if (from === 0) return [];
  const ranges: LeafRange[] = [];
  let subtree: LeafRange = { begin: 0, end: size };
  while (subtree.end !== from) {
    const middle = splitPoint(subtree);
    const left = { begin: subtree.begin, end: middle };
    const right = { begin: middle, end: subtree.end };
    ranges.unshift(from <= middle ? right : left);
    subtree = from <= middle ? left : right;
  }
  // The root of the earlier tree itself is known to the verifier; only a part of it has to be told.
  if (subtree.begin > 0) ranges.unshift(subtree);
  return hashRanges({ ranges, size, read });
}
