import type { TileAddress } from './tile-address.ts';

/** Whether there can be such a tile. The index times 256 stays exact, so that a reader may compute with it. */
export function isTileAddress({ level, index, width }: TileAddress): boolean {
  return (
    (level === 'entries' || (Number.isInteger(level) && level >= 0 && level <= 63)) &&
    Number.isSafeInteger(index) &&
    index >= 0 &&
    Number.isSafeInteger(index * 256 + 255) &&
    Number.isInteger(width) &&
    width >= 1 &&
    width <= 256
  );
}
