/** What C2SP tlog-tiles serves under a path: 1 to 256 hashes of a level, or as many entries. */
export interface TileAddress {
  /** 0 to 63; level 0 holds leaf hashes, and `entries` the leaves themselves. */
  readonly level: number | 'entries';
  /** Of the tile in its level. */
  readonly index: number;
  /** Hashes or entries in it: 256, or fewer in a partial one. */
  readonly width: number;
}
