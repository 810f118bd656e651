import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tileWidth } from '../tree/tile-width.ts';
import { decodeEntryBundle } from './decode-entry-bundle.ts';
import { encodeEntryBundle } from './encode-entry-bundle.ts';
import { parseTilePath } from './parse-tile-path.ts';
import type { TileAddress } from './tile-address.ts';
import { tilePath } from './tile-path.ts';

const levels: fc.Arbitrary<TileAddress['level']> = fc.oneof(fc.nat(63), fc.constant('entries' as const));
const addresses = fc.record({
  level: levels,
  index: fc.oneof(
    fc.nat(1_100),
    fc.maxSafeNat().map((n) => Math.floor(n / 256)),
  ),
  width: fc.integer({ min: 1, max: 256 }),
});

describe('the path of a tile', () => {
  test('is read as it was written', () => {
    fc.assert(
      fc.property(addresses, (address) => {
        expect(parseTilePath(tilePath(address))).toEqual(address);
      }),
    );
  });

  test('is the only spelling: whatever else is read is written so again', () => {
    const spellings = fc.stringMatching(
      /^tile\/(\d{1,3}|entries)\/(x?\d{1,4}\/){0,3}\d{1,4}(\.p\/\d{0,3})?$/,
    );
    fc.assert(
      fc.property(spellings, (path) => {
        const address = parseTilePath(path);
        if (address !== undefined) expect(tilePath(address)).toBe(path);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['tile/0/x001/x234/067', { level: 0, index: 1_234_067, width: 256 }],
    ['tile/0/273.p/112', { level: 0, index: 273, width: 112 }],
    ['tile/63/000', { level: 63, index: 0, width: 256 }],
    ['tile/entries/x001/000.p/1', { level: 'entries', index: 1_000, width: 1 }],
  ])('%s', (path, address) => {
    expect(parseTilePath(path)).toEqual(address);
  });

  test.each([
    'tile/0/x000/067',
    'tile/0/67',
    'tile/0/0067',
    'tile/0/x001',
    'tile/0/001/000',
    'tile/00/000',
    'tile/64/000',
    'tile/-1/000',
    'tile/data/000',
    'tile/0/000.p/0',
    'tile/0/000.p/01',
    'tile/0/000.p/256',
    'tile/0/000.p/',
    'tile/0/000/',
    'tile/0/000\n',
    '/tile/0/000',
    'tile/0/../0/000',
    'tile/0/x009/x007/x199/x254/x740/992',
    'tile/0/x035/x184/x372/x088/832',
    'checkpoint',
    '',
  ])('%j is none', (path) => {
    expect(parseTilePath(path)).toBeUndefined();
  });

  test.each([
    { level: 64, index: 0, width: 256 },
    { level: -1, index: 0, width: 256 },
    { level: 0, index: -1, width: 256 },
    { level: 0, index: 2 ** 45, width: 256 },
    { level: 0, index: 0, width: 0 },
    { level: 0, index: 0, width: 257 },
  ])('$level, $index, $width is not written', (address) => {
    expect(() => tilePath(address)).toThrow(RangeError);
  });
});

describe('the width of a tile', () => {
  test('in the example of C2SP tlog-tiles, a log of 70,000', () => {
    const widths = (level: number, tiles: number): number[] =>
      Array.from({ length: tiles }, (_, index) => tileWidth({ level, index, size: 70_000 }));
    expect(widths(0, 275)).toEqual([...Array<number>(273).fill(256), 112, 0]);
    expect(widths(1, 3)).toEqual([256, 17, 0]);
    expect(widths(2, 2)).toEqual([1, 0]);
    expect(widths(3, 1)).toEqual([0]);
  });

  test('a log of 256 has a full tile and one hash above it', () => {
    expect(tileWidth({ level: 0, index: 0, size: 256 })).toBe(256);
    expect(tileWidth({ level: 1, index: 0, size: 256 })).toBe(1);
    expect(tileWidth({ level: 1, index: 0, size: 255 })).toBe(0);
  });

  test('is exact beyond 32 bits', () => {
    expect(tileWidth({ level: 0, index: 2 ** 44, size: 2 ** 52 + 3 })).toBe(3);
    expect(tileWidth({ level: 5, index: 0, size: 2 ** 48 - 1 })).toBe(255);
  });
});

describe('an entry bundle', () => {
  const entries = fc.array(
    fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.from(bytes)),
    { minLength: 1, maxLength: 256 },
  );

  test('is read as it was written, and no beginning of it is read as it', () => {
    fc.assert(
      fc.property(entries, fc.nat(), (chosen, cut) => {
        const bundle = encodeEntryBundle(chosen);
        expect(decodeEntryBundle(bundle)).toEqual(chosen);
        expect(decodeEntryBundle(new Uint8Array(bundle))).toEqual(chosen);
        const shorter = bundle.subarray(0, cut % bundle.length);
        const read = ((): Buffer[] | undefined => {
          try {
            return decodeEntryBundle(shorter);
          } catch {
            return undefined;
          }
        })();
        // Cut between two entries it is a bundle of fewer; anywhere else it is none.
        if (read !== undefined) expect(read).toEqual(chosen.slice(0, read.length));
      }),
    );
  });

  test('has lengths of two bytes, big-endian', () => {
    const bundle = encodeEntryBundle([Buffer.of(1, 2, 3), Buffer.alloc(0), Buffer.alloc(0x0102, 9)]);
    expect(bundle.subarray(0, 9).toString('hex')).toBe('000301020300000102');
  });

  test('holds entries of up to 65,535 bytes, 1 to 256 of them', () => {
    const longest = Buffer.alloc(65_535, 1);
    expect(decodeEntryBundle(encodeEntryBundle([longest]))).toEqual([longest]);
    const many = Array<Buffer>(256).fill(Buffer.of(1));
    expect(decodeEntryBundle(encodeEntryBundle(many))).toEqual(many);
    expect(() => encodeEntryBundle([Buffer.alloc(65_536)])).toThrow(RangeError);
    expect(() => encodeEntryBundle([...many, Buffer.of(1)])).toThrow(RangeError);
    expect(() => encodeEntryBundle([])).toThrow(RangeError);
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['half a length', Buffer.of(0)],
    ['a length without its entry', Buffer.of(0, 1)],
    ['an entry that ends early', Buffer.of(0, 3, 1, 2)],
    ['half a length behind an entry', Buffer.of(0, 1, 1, 0)],
    ['257 entries', Buffer.alloc(257 * 2)],
  ])('of %s is refused', (_name, bundle) => {
    expect(() => decodeEntryBundle(bundle)).toThrow(
      expect.objectContaining({ code: 'MALFORMED_ENTRY_BUNDLE' }),
    );
  });
});
