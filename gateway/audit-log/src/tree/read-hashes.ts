/**
 * Reads `count` hashes of one tile level from `start` on, in order: of level 0 leaf hashes, of level L the roots of
 * 256^L leaves each. Never more than a tile's 256, never across two tiles and never beyond the tree it is asked for.
 * Rejects where it cannot give them all.
 */
export type ReadHashes = (level: number, start: number, count: number) => Promise<readonly Buffer[]>;
