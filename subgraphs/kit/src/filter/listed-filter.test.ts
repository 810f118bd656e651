import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filterBytes, ListedFilter } from './listed-filter.ts';

const person = fc.uint8Array({ minLength: 16, maxLength: 16 });

test('nobody who was added is ever said not to be listed, whatever else was, and however many more than meant', () => {
  fc.assert(
    fc.property(fc.array(person, { maxLength: 300 }), fc.nat({ max: 300 }), (persons, meant) => {
      const filter = new ListedFilter('of this state', meant);
      const refs = Buffer.concat(persons);
      filter.add(refs);
      expect(filter.candidatesOf(refs)).toEqual(persons.map((_, place) => place));
    }),
  );
});

test('refs need not lie where a number may lie', () => {
  const refs = new Uint8Array(Buffer.concat([Buffer.of(1, 2, 3), randomBytes(160)])).subarray(3);
  const filter = new ListedFilter('of this state', 10);
  filter.add(refs);
  expect(filter.candidatesOf(Buffer.from(refs))).toHaveLength(10);
});

test('of strangers, one in a hundred at most may be listed', () => {
  const filter = new ListedFilter('of this state', 50_000);
  filter.add(randomBytes(16 * 50_000));
  const candidates = filter.candidatesOf(randomBytes(16 * 50_000));
  expect(candidates.length).toBeLessThan(500);
  expect(candidates.length).toBeGreaterThan(20);
});

test('an empty one lists nobody; one for 50 million people takes 75 MB', () => {
  expect(new ListedFilter('of this state', 0).candidatesOf(randomBytes(1_600))).toEqual([]);
  expect(filterBytes(50_000_000)).toBe(75_000_000);
});
