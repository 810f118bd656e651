import fc from 'fast-check';
import { expect, test } from 'vitest';
import { carriesNumber } from './carries-number.ts';

test.each([
  ['a telephone number', 'call 13800138000'],
  ['one in groups', 'call 138 0013 8000'],
  ['an ID number', '11010119900307123X asked'],
  ['one with hyphens', '110101-19900307-123X'],
  ['one with dashes of a typesetter', '110101–19900307—123X'],
  ['one with dots', '110101.19900307.1231'],
  ['a student number', 'about G990108200805142404'],
  ['full-width digits', '１３８００１３８０００'],
  ['Arabic digits', '١٣٨٠٠١٣٨٠٠٠'],
  ['superscript digits', '¹³⁸⁰⁰¹³⁸⁰⁰⁰'],
  ['one over two lines', '138001\n38000'],
])('sees %s', (_what, text) => {
  expect(carriesNumber(text)).toBe(true);
});

test.each([
  ['a file number', 'complaint 2026-117'],
  ['a date', 'hearing of 2026-11-27'],
  ['ten digits', '1380013800'],
  ['two numbers with a word between', '138001 and 38000'],
  ['nothing', ''],
])('lets pass %s', (_what, text) => {
  expect(carriesNumber(text)).toBe(false);
});

test('a number of eleven digits is seen wherever it stands and however it is split', () => {
  const digits = fc.array(fc.nat(9), { minLength: 11, maxLength: 18 });
  const separator = fc.constantFrom('', ' ', '-', '–', '.', '\t', ' ', '　');
  const word = fc.stringMatching(/^[a-z]{0,5}$/);
  fc.assert(
    fc.property(
      digits,
      fc.array(separator, { minLength: 18, maxLength: 18 }),
      word,
      word,
      (number, between, a, b) => {
        const split = number.map((digit, n) => `${String(digit)}${between[n] ?? ''}`).join('');
        expect(carriesNumber(`${a}${split}${b}`)).toBe(true);
      },
    ),
  );
});
