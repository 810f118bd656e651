import { appendLeaves } from './append-leaves.ts';
import { EMPTY_FRONTIER } from './frontier.ts';
import { HASH_BYTES } from './hash-bytes.ts';
import type { LeafRange } from './leaf-range.ts';
import type { ReadHashes } from './read-hashes.ts';
import { rootOf } from './root-of.ts';
import { tileWidth } from './tile-width.ts';

export interface HashRangesOptions {
  readonly ranges: readonly LeafRange[];
  /** Of the tree that the ranges are of; nothing beyond it is read. */
  readonly size: number;
  readonly read: ReadHashes;
}

/** A complete subtree and the run of hashes, within one tile, that it is the root of. */
interface StoredSubtree {
  readonly tile: string;
  readonly level: number;
  readonly tileIndex: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The Merkle tree hash of each range. Reads each tile that it needs once and whole, as far as the tree reaches: a
 * reader may cache tiles, and a full one never changes. Of a tree of n leaves that is at most two tiles a level for a
 * proof, about 2 log256(n).
 *
 * Errors: those of the reader; an `Error` where the reader gives another number of hashes than it was asked for.
 */
export async function hashRanges({ ranges, size, read }: HashRangesOptions): Promise<Buffer[]> {
  const subtreesOfRanges = ranges.map(storedSubtrees);
  const needed = new Map(subtreesOfRanges.flat().map((subtree) => [subtree.tile, subtree]));
  const tiles = new Map(
    await Promise.all(
      [...needed].map(async ([tile, { level, tileIndex }]) => {
        const count = tileWidth({ level, index: tileIndex, size });
        return [tile, await readExactly(read, level, tileIndex * 256, count)] as const;
      }),
    ),
  );
  return ranges.map(({ begin, end }, n) => {
    const hashes = (subtreesOfRanges[n] ?? []).map(({ tile, from, to }) => {
      const run = tiles.get(tile)?.slice(from, to) ?? [];
      return rootOf(appendLeaves(EMPTY_FRONTIER, run).frontier);
    });
    return rootOf({ size: end - begin, hashes });
  });
}

/** The complete subtrees of a range, largest first. */
function storedSubtrees({ begin, end }: LeafRange): StoredSubtree[] {
  const subtrees: StoredSubtree[] = [];
  let next = begin;
  while (next < end) {
    let height = 0;
    let leaves = 1;
    while (leaves * 2 <= end - next) {
      leaves *= 2;
      height += 1;
    }
    const level = Math.floor(height / 8);
    const width = 2 ** (height % 8);
    const start = next / 256 ** level;
    const tileIndex = Math.floor(start / 256);
    const from = start % 256;
    subtrees.push({
      tile: `${String(level)}/${String(tileIndex)}`,
      level,
      tileIndex,
      from,
      to: from + width,
    });
    next += leaves;
  }
  return subtrees;
}

async function readExactly(
  read: ReadHashes,
  level: number,
  start: number,
  count: number,
): Promise<readonly Buffer[]> {
  const hashes = await read(level, start, count);
  // A short tile would otherwise become the valid-looking hash of a smaller tree.
  if (hashes.length !== count || hashes.some(({ length }) => length !== HASH_BYTES)) {
    throw new Error(
      `reading ${String(count)} hashes of level ${String(level)} from ${String(start)} gave something else`,
    );
  }
  return hashes;
}
