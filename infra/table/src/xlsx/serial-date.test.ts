import { expect, it } from 'vitest';
import { serialDate } from './serial-date.ts';

it.each([
  [1, '1900-01-01'],
  [59, '1900-02-28'],
  [60, undefined],
  [61, '1900-03-01'],
  [46082, '2026-03-01'],
  [46082.999, '2026-03-01'],
  [2958465, '9999-12-31'],
  [2958466, undefined],
  [20260301, undefined],
  [0.5, undefined],
  [-1, undefined],
])('day %d is %s', (serial, date) => {
  expect(serialDate(serial, false)).toBe(date);
});

it('counts from 1904 where the workbook does', () => {
  expect(serialDate(44620, true)).toBe('2026-03-01');
});
