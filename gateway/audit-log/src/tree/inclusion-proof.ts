import { hashRanges } from './hash-ranges.ts';
import type { LeafRange } from './leaf-range.ts';
import type { ReadHashes } from './read-hashes.ts';
import { splitPoint } from './split-point.ts';

export interface InclusionProofOptions {
  readonly index: number;
  /** Of the tree that the leaf is proved to be in; the log may have grown beyond it. */
  readonly size: number;
  readonly read: ReadHashes;
}

/**
 * The audit path of a leaf, from its sibling up to the root's child: RFC 6962 section 2.1.1.
 *
 * Does not check what it reads: a log that was tampered with gives a proof that does not verify.
 *
 * Errors: `RangeError` unless 0 <= index < size; those of the reader.
 */
export async function inclusionProof({ index, size, read }: InclusionProofOptions): Promise<Buffer[]> {
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(index) || index < 0 || index >= size) {
    throw new RangeError(`no leaf ${String(index)} in a tree of ${String(size)} leaves`);
  }
  const ranges: LeafRange[] = [];
  let subtree: LeafRange = { begin: 0, end: size };
  while (subtree.end - subtree.begin > 1) {
    const middle = splitPoint(subtree);
    const left = { begin: subtree.begin, end: middle };
    const right = { begin: middle, end: subtree.end };
    ranges.unshift(index < middle ? right : left);
    subtree = index < middle ? left : right;
  }
  return hashRanges({ ranges, size, read });
}
