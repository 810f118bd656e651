import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPersonRef, isPersonRef, parsePersonRef } from './person-ref.ts';

describe('person refs', () => {
  it('come back as they were written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999_999_999 }),
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        (version, bytes) => {
          const hex = Buffer.from(bytes).toString('hex');
          const uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
          const ref = formatPersonRef(version, uuid);
          expect(ref).toBe(`${String(version)}.${Buffer.from(bytes).toString('base64url')}`);
          expect(parsePersonRef(ref)).toEqual({ version, uuid });
          expect(isPersonRef(ref)).toBe(true);
        },
      ),
    );
  });

  it.each([
    ['no version', 'AAAAAAAAAAAAAAAAAAAAAA'],
    ['version 0', '0.AAAAAAAAAAAAAAAAAAAAAA'],
    ['a leading zero', '01.AAAAAAAAAAAAAAAAAAAAAA'],
    ['21 characters', '1.AAAAAAAAAAAAAAAAAAAAA'],
    ['bits that nothing reads', '1.AAAAAAAAAAAAAAAAAAAAAB'],
    ['base64 of the other kind', '1.AAAAAAAAAA+AAAAAAAAAAA'],
    ['a line break', '1.AAAAAAAAAAAAAAAAAAAAAA\n'],
  ])('refuses %s', (_, text) => {
    expect(parsePersonRef(text)).toBeUndefined();
    expect(isPersonRef(text)).toBe(false);
  });
});
