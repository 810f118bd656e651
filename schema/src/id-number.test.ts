import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyIdNumber } from './id-number.arbitrary.ts';
import { parseIdNumber } from './id-number.ts';

describe('parseIdNumber', () => {
  it.each(['11010519491231002X', '440524188001010014'])('takes the vector %s', (vector) => {
    expect(parseIdNumber(vector)).toBe(vector);
  });

  it('takes every number whose check digit was computed', () => {
    fc.assert(fc.property(anyIdNumber(), (id) => parseIdNumber(id) === id));
  });

  it.each([
    ['a small x', '11010519491231002x'],
    ['a blank', ' 11010519491231002X'],
    ['15 digits', '110105491231002'],
    ['another check digit', '110105194912310021'],
    ['29 February of a year without one', '990108190102290012'],
    ['month 13', '990108190113010012'],
    ['an X that is not last', '1101051949123100X2'],
    ['nothing', ''],
    ['full-width digits', '４40524188001010014'],
  ])('refuses %s', (_, text) => {
    expect(parseIdNumber(text)).toBeUndefined();
  });

  it('refuses every single wrong digit', () => {
    fc.assert(
      fc.property(
        anyIdNumber(),
        fc.nat(17),
        fc.constantFrom(...'0123456789X'),
        (id, at, digit) =>
          id[at] === digit || parseIdNumber(id.slice(0, at) + digit + id.slice(at + 1)) === undefined,
      ),
    );
  });

  it('refuses every two neighbours exchanged', () => {
    fc.assert(
      fc.property(anyIdNumber(), fc.nat(16), (id, at) => {
        const exchanged = id.slice(0, at) + id.charAt(at + 1) + id.charAt(at) + id.slice(at + 2);
        return exchanged === id || parseIdNumber(exchanged) === undefined;
      }),
    );
  });
});
