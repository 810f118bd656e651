import type { LeafRange } from './leaf-range.ts';

/**
 * Where RFC 6962 section 2.1 splits a subtree of two leaves or more: its left part has the largest power of two of
 * leaves that is smaller than all of them.
 *
 * By doubling, since `Math.log2(2**50 - 1)` is 50.
 */
export function splitPoint({ begin, end }: LeafRange): number {
  let leftLeaves = 1;
  while (leftLeaves * 2 < end - begin) leftLeaves *= 2;
  return begin + leftLeaves;
}
