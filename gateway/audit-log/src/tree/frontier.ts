/**
 * The right edge of a tree: all that has to be kept of it to append to it and to know its root.
 *
 * Sizes and indexes are exact up to 2^53 - 1 and are halved by division: JavaScript's bit operators cut at 32 bits.
 */
export interface Frontier {
  /** Leaves in the tree; a safe integer. */
  readonly size: number;
  /** Roots of the complete subtrees that the tree falls into, largest first: one for each 1 in the binary size. */
  readonly hashes: readonly Buffer[];
}

export const EMPTY_FRONTIER: Frontier = { size: 0, hashes: [] };
