export interface TileWidthOptions {
  /** 0 for leaf hashes, and for entry bundles. */
  readonly level: number;
  /** Of the tile in its level. */
  readonly index: number;
  /** Of the tree, in leaves. */
  readonly size: number;
}

/** Hashes that a tile has in a tree of this size: 0 (there is no such tile) to 256 (full). C2SP tlog-tiles. */
export function tileWidth({ level, index, size }: TileWidthOptions): number {
  const hashesOfLevel = Math.floor(size / 256 ** level);
  return Math.max(0, Math.min(256, hashesOfLevel - index * 256));
}
