import { assertFrontier } from './assert-frontier.ts';
import { EMPTY_ROOT } from './empty-root.ts';
import type { Frontier } from './frontier.ts';
import { nodeHash } from './node-hash.ts';

/**
 * The Merkle tree hash, RFC 6962 section 2.1, of the tree with this frontier.
 *
 * Errors: `RangeError` for a frontier that cannot be one.
 */
export function rootOf(frontier: Frontier): Buffer {
  assertFrontier(frontier);
  if (frontier.size === 0) return EMPTY_ROOT;
  return frontier.hashes.reduceRight((right, left) => nodeHash(left, right));
}
