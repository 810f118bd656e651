import { isTileAddress } from './is-tile-address.ts';
import type { TileAddress } from './tile-address.ts';

/**
 * The path of a tile below its log's address: `tile/<L>/<N>` and `tile/entries/<N>`, N in groups of three digits that
 * all but the last begin with an x, and `.p/<W>` where it is partial. C2SP tlog-tiles.
 *
 * Errors: `RangeError` for an address that no tile can have.
 */
export function tilePath(address: TileAddress): string {
  const { level, index, width } = address;
  if (!isTileAddress(address)) throw new RangeError('no tile can have this level, index and width');
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const number = padded.replaceAll(/\d{3}(?=\d)/g, 'x$&/');
  const partial = width === 256 ? '' : `.p/${String(width)}`;
  return `tile/${String(level)}/${number}${partial}`;
}
