import fc from 'fast-check';
import { expect, test } from 'vitest';
import { schoolYearDate } from '../school-year-date.ts';
import { secondsToMidnight } from './seconds-to-midnight.ts';

test.each([
  ['2026-11-22T15:59:59Z', 1],
  ['2026-11-22T15:59:59.999Z', 1],
  ['2026-11-22T16:00:00Z', 86_400],
  ['2026-11-22T04:00:00Z', 12 * 3600],
])('at %s it is %i s to midnight in China', (now, seconds) => {
  expect(secondsToMidnight(new Date(now))).toBe(seconds);
});

test('after that time the date in China is the next, and just before it is not', () => {
  const times = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(times, (now) => {
      const seconds = secondsToMidnight(now);
      const dateIn = (ms: number): string => schoolYearDate(new Date(now.getTime() + ms));
      expect(dateIn(seconds * 1000)).not.toBe(dateIn(0));
      expect(dateIn((seconds - 1) * 1000)).toBe(dateIn(0));
    }),
  );
});
