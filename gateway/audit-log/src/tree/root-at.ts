import { EMPTY_ROOT } from './empty-root.ts';
import { hashRanges } from './hash-ranges.ts';
import type { ReadHashes } from './read-hashes.ts';

/**
 * The root that the log had at this size, from its tiles: RFC 6962 section 2.1.
 *
 * Does not check the tiles against each other: that a level's hashes are those of the level below is `verifyLog`'s.
 *
 * Errors: `RangeError` for a size that cannot be one; those of the reader.
 */
export async function rootAt(size: number, read: ReadHashes): Promise<Buffer> {
  if (!Number.isSafeInteger(size) || size < 0) {
    throw new RangeError(`a tree of ${String(size)} leaves: not a safe integer`);
  }
  const [root = EMPTY_ROOT] =
    size === 0 ? [] : await hashRanges({ ranges: [{ begin: 0, end: size }], size, read });
  return root;
}
