import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits } from '../limits.ts';
import { readReason } from './read-reason.ts';

test('a reason is kept as one line', () => {
  expect(readReason('complaint 2026-117')).toBe('complaint 2026-117');
  expect(readReason('  complaint\n\tof\u0000 a   parent\u2028 ')).toBe('complaint of a parent');
});

describe('refused, and not repeated', () => {
  const length = 'give a reason of 4 to 500 characters: it stays in the log';
  const number = 'the reason stays in the log: leave out ID, student and telephone numbers, and names';
  test.each([
    ['none', '', length],
    ['blanks', '     \n    ', length],
    ['one that is too short', 'abc', length],
    ['one that is too long', 'a'.repeat(501), length],
    ['one with an ID number', 'asked by 11010119900307123X', number],
    ['one with a telephone number over two lines', 'call 138001\n38000', number],
  ])('%s', (_what, reason, message) => {
    expect(() => readReason(reason)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', httpStatus: 400, message }) as Error,
    );
  });

  test('and at its limits one is taken', () => {
    expect(readReason('abcd')).toHaveLength(limits.minReasonLength);
    expect(readReason('a'.repeat(500))).toHaveLength(limits.maxReasonLength);
  });
});

test('whatever is given, what is kept is one line within the limits, and is kept as it is when given again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (given) => {
      let kept: string;
      try {
        kept = readReason(given);
      } catch (error) {
        expect(error).toMatchObject({ code: 'BAD_USER_INPUT' });
        return;
      }
      expect(kept).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]|^\s|\s$|\s\s/u);
      expect(kept.length).toBeGreaterThanOrEqual(limits.minReasonLength);
      expect(readReason(kept)).toBe(kept);
    }),
  );
});
