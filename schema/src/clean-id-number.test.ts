import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanIdNumber } from './clean-id-number.ts';
import { dressed } from './dressed.arbitrary.ts';
import { anyIdNumber } from './id-number.arbitrary.ts';
import { checkCharacter } from './id-number.ts';

const id = (text: string) => cleanIdNumber({ text, kind: 'text' });
const valid = '11010519491231002X';

describe('cleanIdNumber', () => {
  it.each([
    ['as it is', valid],
    ['blanks around', ` \t${valid}\u3000`],
    ['blanks inside', '110105 19491231\u00a0002X'],
    ['zero-width blanks', `\u200b110105\ufeff19491231002X`],
    ['a small x', '11010519491231002x'],
    ['full-width forms', '１１０１０５１９４９１２３１００２Ｘ'],
    ['an apostrophe', `'${valid}`],
    ['a curly apostrophe', `’${valid}`],
    ['a G in front', `G${valid}`],
    ['an apostrophe, a full-width g and 15 digits', `'ｇ110105491231002`],
    ['15 digits', '110105491231002'],
    ['a formula that says text', `="${valid}"`],
  ])('repairs %s', (_, text) => {
    expect(id(text)).toEqual({ ok: true, value: valid, endsInZeros: false });
  });

  it.each([
    ['3.41602E+17', 'destroyed by a spreadsheet (scientific notation)'],
    ['３.４e+17', 'destroyed by a spreadsheet (scientific notation)'],
    ['110105194912310021', 'check digit does not match'],
    ['990108190102290012', 'the birth date in it does not exist'],
    ['990108019901001', 'the birth date in it does not exist'],
    ['11010519491231002', 'not an ID number: 18 characters are needed'],
    [`J${valid}`, 'not an ID number: 18 characters are needed'],
    [`GG${valid}`, 'not an ID number: 18 characters are needed'],
    ['无', 'not an ID number: 18 characters are needed'],
  ])('refuses %s', (text, reason) => {
    expect(id(text)).toMatchObject({ ok: false, empty: false, reason });
  });

  it.each(['', ' \u3000', "'"])('calls %j empty', (text) => {
    expect(id(text)).toMatchObject({ ok: false, empty: true });
  });

  it('takes 15 digits from a numeric cell, and no 18', () => {
    expect(cleanIdNumber({ text: '110105491231002', kind: 'number' })).toMatchObject({ value: valid });
    expect(cleanIdNumber({ text: '440524188001010014', kind: 'text' }).ok).toBe(true);
    expect(cleanIdNumber({ text: '440524188001010014', kind: 'number' })).toMatchObject({
      ok: false,
      reason: '18-digit number in a numeric cell: digits are lost',
    });
    expect(cleanIdNumber({ text: '4.4e+21', kind: 'number' })).toMatchObject({
      reason: 'destroyed by a spreadsheet (scientific notation)',
    });
    expect(cleanIdNumber({ text: '1990-01-01', kind: 'date' })).toMatchObject({ ok: false, empty: false });
  });

  it('marks 18 characters that end in 000, whether they hold or fail', () => {
    expect(id('990108198909157000')).toMatchObject({ ok: false, endsInZeros: true });
    const days = Array.from({ length: 20 }, (_, n) => `990108198909${String(n + 10)}700`);
    const whole = days.find((first17) => checkCharacter(first17) === '0');
    expect(id(`${whole ?? ''}0`)).toMatchObject({ ok: true, endsInZeros: true });
    expect(id('110105491231000')).toMatchObject({ ok: true, endsInZeros: false });
  });

  it('finds the number again under any dressing', () => {
    fc.assert(
      fc.property(
        anyIdNumber().chain((number) => fc.tuple(fc.constant(number), dressed(fc.constant(number)))),
        ([number, text]) => {
          expect(id(text)).toMatchObject({ ok: true, value: number });
        },
      ),
    );
  });

  it('cleans what it has cleaned to itself', () => {
    fc.assert(
      fc.property(fc.oneof(dressed(anyIdNumber()), fc.string()), (text) => {
        const once = id(text);
        if (once.ok) expect(id(once.value)).toEqual(once);
      }),
    );
  });

  it('never makes another number of one with a wrong or exchanged digit', () => {
    fc.assert(
      fc.property(anyIdNumber(), fc.nat(16), fc.constantFrom(...'0123456789'), (number, at, digit) => {
        const wrong = number.slice(0, at) + digit + number.slice(at + 1);
        const exchanged =
          number.slice(0, at) + number.charAt(at + 1) + number.charAt(at) + number.slice(at + 2);
        for (const text of [wrong, exchanged]) if (text !== number) expect(id(text).ok).toBe(false);
      }),
    );
  });

  it('repeats no part of the number in a reason', () => {
    fc.assert(
      fc.property(anyIdNumber(), fc.constantFrom('number', 'text', 'date'), (number, kind) => {
        const result = cleanIdNumber({ text: `${number}1`, kind });
        expect(result.ok).toBe(false);
        if (!result.ok) expect(result.reason).not.toMatch(/\d{3}/);
      }),
    );
  });
});
