import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanStudentNumber } from './clean-student-number.ts';
import { dressed } from './dressed.arbitrary.ts';
import { anyIdNumber } from './id-number.arbitrary.ts';
import { idNumberOf, parseStudentNumber } from './student-number.ts';

const clean = (text: string) => cleanStudentNumber({ text, kind: 'text' });
const anyStudentNumber = fc.oneof(
  anyIdNumber().map((id) => `G${id}`),
  fc.tuple(fc.constantFrom('J', 'L'), fc.stringMatching(/^\d{18}$/)).map((parts) => parts.join('')),
);
const notOne = 'not a student number: G and an ID number, or J or L and 18 digits';

describe('parseStudentNumber', () => {
  it('takes G and a valid ID number, J or L and any 18 digits', () => {
    fc.assert(fc.property(anyStudentNumber, (number) => parseStudentNumber(number) === number));
  });

  it.each([
    ['a small g', 'g11010519491231002X'],
    ['a wrong check digit', 'G110105194912310021'],
    ['no letter', '11010519491231002X'],
    ['another letter', 'X11010519491231002X'],
    ['17 digits', 'J11010519491231002'],
    ['an X after J', 'J11010519491231002X'],
    ['a blank', 'G11010519491231002X '],
  ])('refuses %s', (_, text) => {
    expect(parseStudentNumber(text)).toBeUndefined();
  });

  it('knows the ID number that a G number carries', () => {
    const g = parseStudentNumber('G11010519491231002X');
    const j = parseStudentNumber('J110105194912310021');
    expect(g && idNumberOf(g)).toBe('11010519491231002X');
    expect(j && idNumberOf(j)).toBeUndefined();
  });
});

describe('cleanStudentNumber', () => {
  it('finds the number again under any dressing', () => {
    fc.assert(
      fc.property(
        anyStudentNumber.chain((number) => fc.tuple(fc.constant(number), dressed(fc.constant(number)))),
        ([number, text]) => {
          expect(clean(text)).toMatchObject({ ok: true, value: number });
        },
      ),
    );
  });

  it('accepts whatever the strict form accepts, unchanged, and gives nothing else', () => {
    fc.assert(
      fc.property(fc.oneof(anyStudentNumber, dressed(anyStudentNumber), fc.string()), (text) => {
        const strict = parseStudentNumber(text);
        const cleaned = clean(text);
        if (strict !== undefined) expect(cleaned).toMatchObject({ ok: true, value: strict });
        if (cleaned.ok) expect(parseStudentNumber(cleaned.value)).toBe(cleaned.value);
      }),
    );
  });

  it('brings G and 15 digits to 19 characters', () => {
    expect(clean('g110105491231002')).toMatchObject({ ok: true, value: 'G11010519491231002X' });
  });

  it.each([
    ['11010519491231002X', notOne],
    ['不是学籍号', notOne],
    ['GG11010519491231002X', 'not an ID number: 18 characters are needed'],
    ['G110105194912310021', 'check digit does not match'],
    ['3.41602E+17', 'destroyed by a spreadsheet (scientific notation)'],
    ['G3.41602E+17', 'destroyed by a spreadsheet (scientific notation)'],
  ])('refuses %s', (text, reason) => {
    expect(clean(text)).toMatchObject({ ok: false, empty: false, reason });
  });

  it('takes no number cell, and knows an empty one', () => {
    const cell = { text: '110105491231002', kind: 'number' } as const;
    expect(cleanStudentNumber(cell)).toMatchObject({ ok: false, empty: false });
    expect(clean(' ')).toMatchObject({ ok: false, empty: true });
  });

  it('marks a G number that ends in 000', () => {
    expect(clean('G990108198909157000')).toMatchObject({ ok: false, endsInZeros: true });
    expect(clean('J990108198909157000')).toMatchObject({ ok: true, endsInZeros: false });
  });
});
