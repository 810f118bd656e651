import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortRefs } from './sort-refs.ts';

/** Many that begin alike, and many that come again. */
const ref = fc
  .tuple(fc.constantFrom(0, 1, 255), fc.constantFrom(4, 5, 7, 15), fc.constantFrom(0, 1, 128, 255))
  .map(([fill, at, byte]) => Buffer.alloc(16, fill).fill(byte, at, at + 1));
const anyRef = fc.oneof(
  ref,
  fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes)),
);

function expectSorted(refs: readonly Buffer[]): void {
  const { bytes, placeOf } = sortRefs(Buffer.concat(refs));
  const expected = [...new Set(refs.map((one) => one.toString('hex')))].sort();
  expect(bytes.toString('hex')).toBe(expected.join(''));
  expect([...placeOf]).toEqual(refs.map((one) => expected.indexOf(one.toString('hex'))));
}

test('refs are sorted by their bytes, each once, and each finds its place', () => {
  fc.assert(
    fc.property(fc.array(anyRef, { maxLength: 60 }), (refs) => {
      expectSorted(refs);
    }),
    { numRuns: 1_000 },
  );
});

test('thousands, some of them guardians of several', () => {
  const refs = Array.from({ length: 6_000 }, () => randomBytes(16));
  expectSorted([...refs, ...refs.slice(0, 500), ...refs.slice(200, 300)]);
});

test('the order tells nothing of the order in which they were given', () => {
  fc.assert(
    fc.property(fc.uniqueArray(anyRef, { selector: String, maxLength: 20 }), fc.nat(), (refs, turn) => {
      const by = refs.length === 0 ? 0 : turn % refs.length;
      const turned = [...refs.slice(by), ...refs.slice(0, by)];
      expect(sortRefs(Buffer.concat(turned)).bytes).toEqual(sortRefs(Buffer.concat(refs)).bytes);
    }),
  );
});

test('refs need not lie where a number may lie', () => {
  const refs = Buffer.concat([Buffer.of(1), randomBytes(160)]).subarray(1);
  expect(sortRefs(refs).bytes).toEqual(sortRefs(Buffer.from(refs)).bytes);
});
