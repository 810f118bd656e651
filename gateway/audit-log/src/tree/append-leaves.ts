import { assertFrontier } from './assert-frontier.ts';
import type { Frontier } from './frontier.ts';
import { nodeHash } from './node-hash.ts';

/** The root of the leaves from `index * 256^level` up to `(index + 1) * 256^level`: a hash in a tile of that level. */
export interface CompletedNode {
  /** From 1: leaf hashes, level 0, are the caller's own. */
  readonly level: number;
  readonly index: number;
  readonly hash: Buffer;
}

export interface AppendedLeaves {
  readonly frontier: Frontier;
  /** In the order in which they were completed. */
  readonly nodes: readonly CompletedNode[];
}

/** Nodes between those of two tile levels are hashed again when they are needed: at most 255 of them. */
const heightsPerLevel = 8;

/**
 * The frontier with leaves appended, and the tile hashes that they completed; the same whichever way the same leaves
 * are split into calls. One node hash a leaf, amortised, whatever the size of the tree; the frontier given is not
 * changed.
 *
 * Does not check that the frontier's hashes are those of the log.
 *
 * Errors: `RangeError` for a frontier that cannot be one, and beyond 2^53 - 1 leaves.
 */
export function appendLeaves(frontier: Frontier, leafHashes: readonly Buffer[]): AppendedLeaves {
  assertFrontier(frontier);
  const size = frontier.size + leafHashes.length;
  if (!Number.isSafeInteger(size)) throw new RangeError('a tree has at most 2^53 - 1 leaves');
  const hashes = [...frontier.hashes];
  const nodes: CompletedNode[] = [];
  let leafIndex = frontier.size;
  for (const leaf of leafHashes) {
    let hash = leaf;
    let height = 0;
    // A node of odd index is a right one, and its left sibling is the smallest complete subtree so far.
    let index = leafIndex;
    while (index % 2 === 1) {
      const left = hashes.pop();
      if (left === undefined) throw new RangeError('a frontier without the left sibling of a leaf');
      hash = nodeHash(left, hash);
      height += 1;
      index = (index - 1) / 2;
      if (height % heightsPerLevel === 0) nodes.push({ level: height / heightsPerLevel, index, hash });
    }
    hashes.push(hash);
    leafIndex += 1;
  }
  return { frontier: { size, hashes }, nodes };
}
