import { expect, test } from 'vitest';
import { CountsScalar, PositionsScalar } from './number-lists.ts';

test('positions rise, counts need not', () => {
  for (const list of [[], [0], [0, 1, 7]]) {
    expect(PositionsScalar.serialize(list)).toEqual(list);
    expect(CountsScalar.parseValue(list)).toEqual(list);
  }
  expect(CountsScalar.serialize([3, 0, 3])).toEqual([3, 0, 3]);
});

test.each([[[1, 0]], [[1, 1]]])('places that do not rise: %j', (list) => {
  expect(() => PositionsScalar.serialize(list)).toThrow('may not stand there');
  expect(CountsScalar.serialize(list)).toEqual(list);
});

test.each([[[-1]], [[0.5]], [[Number.NaN]], [['1']], [null], [{ length: 1 }], ['12']])(
  'what is no list of whole numbers: %j',
  (value) => {
    expect(() => CountsScalar.serialize(value)).toThrow(/^Counts /);
    expect(() => PositionsScalar.parseValue(value)).toThrow(/^Positions /);
  },
);
