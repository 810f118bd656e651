import { isTileAddress } from './is-tile-address.ts';
import type { TileAddress } from './tile-address.ts';
import { tilePath } from './tile-path.ts';

const pattern =
  /^tile\/(?<level>\d{1,2}|entries)\/(?<index>(?:x\d{3}\/){0,5}\d{3})(?:\.p\/(?<width>\d{1,3}))?$/;

/**
 * What a path asks for, or undefined where it is none of a tile: of a tile's spellings exactly one is its path, so that
 * caches hold it once.
 *
 * Does not check that the log reaches so far.
 */
export function parseTilePath(path: string): TileAddress | undefined {
  const { level = '', index = '', width = '256' } = pattern.exec(path)?.groups ?? {};
  if (level === '') return undefined;
  const address: TileAddress = {
    level: level === 'entries' ? level : Number(level),
    index: Number(index.replaceAll(/\D/g, '')),
    width: Number(width),
  };
  return isTileAddress(address) && tilePath(address) === path ? address : undefined;
}
