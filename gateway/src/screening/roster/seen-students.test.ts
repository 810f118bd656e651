import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SeenStudents } from './seen-students.ts';

const word = fc.oneof(fc.nat(5), fc.constant(2 ** 32 - 1), fc.integer({ min: 0, max: 2 ** 32 - 1 }));

test('agrees with a map of texts, whatever comes in whatever order', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(word, word), { maxLength: 200 }), (pairs) => {
      const seen = new SeenStudents();
      const known = new Map<string, number>();
      for (const [high, low] of pairs) {
        const key = `${String(high)} ${String(low)}`;
        expect(seen.see(high, low)).toBe(known.get(key) ?? -1);
        if (!known.has(key)) known.set(key, known.size);
      }
      expect(seen.size).toBe(known.size);
    }),
  );
});

test('grows over many doublings and forgets nobody', () => {
  const seen = new SeenStudents();
  const students = Array.from({ length: 100_000 }, (_, n) => n);
  const ordinals = (): number[] => students.map((n) => seen.see(n % 7, n));
  expect(ordinals().every((ordinal) => ordinal === -1)).toBe(true);
  expect(ordinals().every((ordinal, n) => ordinal === n)).toBe(true);
});
