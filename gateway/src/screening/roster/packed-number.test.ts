import { checkCharacter, parseStudentNumber, type StudentNumber } from '@hearthgate/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packHigh, packLow, unpackNumber } from './packed-number.ts';

const digits = (length: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...'0123456789'), { minLength: length, maxLength: length })
    .map((all) => all.join(''));

/** None begins with 0. */
const division = fc.tuple(fc.constantFrom(...'123456789'), digits(5)).map((parts) => parts.join(''));

/** Every form of a number, the extremes of its digits among them; of `G` numbers those whose date exists. */
const studentNumber: fc.Arbitrary<StudentNumber> = fc.oneof(
  fc
    .tuple(fc.constantFrom('J', 'L'), digits(18))
    .map(([letter, rest]) => `${letter}${rest}` as StudentNumber),
  fc
    .tuple(division, fc.integer({ min: 1900, max: 2026 }), fc.integer({ min: 1, max: 28 }), digits(3))
    .map(([place, year, day, sequence]) => {
      const first17 = `${place}${String(year)}02${String(day).padStart(2, '0')}${sequence}`;
      return `G${first17}${checkCharacter(first17)}` as StudentNumber;
    }),
  fc.constantFrom('J', 'L').map((letter) => `${letter}${'9'.repeat(18)}` as StudentNumber),
  fc.constantFrom('J', 'L').map((letter) => `${letter}${'0'.repeat(18)}` as StudentNumber),
);

test('a number comes back as it was, whatever it is', () => {
  fc.assert(
    fc.property(studentNumber, (number) => {
      const [high, low] = [packHigh(number), packLow(number)];
      expect([high, low].every((part) => part >= 0 && part < 2 ** 32)).toBe(true);
      expect(unpackNumber(high, low)).toBe(number);
    }),
    { numRuns: 2_000 },
  );
});

test('numbers that end in X are among them', () => {
  const [withX] = fc.sample(
    studentNumber.filter((number) => number.endsWith('X')),
    1,
  );
  expect(parseStudentNumber(withX!)).toBe(withX);
  expect(unpackNumber(packHigh(withX!), packLow(withX!))).toBe(withX);
});
