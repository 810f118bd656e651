import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFrom, parseTo } from './parse-instant.ts';

test('a day is one of China, and is in the range as a whole', () => {
  expect(parseFrom('2026-11-27')).toBe('2026-11-26T16:00:00.000Z');
  expect(parseTo('2026-11-27')).toBe('2026-11-27T16:00:00.000Z');
  expect(parseTo('2024-02-29')).toBe('2024-02-29T16:00:00.000Z');
});

test.each([
  ['2026-11-27T08:00Z', '2026-11-27T08:00:00.000Z'],
  ['2026-11-27T08:00:00+08:00', '2026-11-27T00:00:00.000Z'],
  ['2026-11-27T08:00:00.25-01:30', '2026-11-27T09:30:00.250Z'],
])('an instant is itself at either end: %s', (text, instant) => {
  expect(parseFrom(text)).toBe(instant);
  expect(parseTo(text)).toBe(instant);
});

describe.each([
  ['an instant without its offset', '2026-11-27T08:00:00'],
  ['a day that does not exist', '2026-02-30'],
  ['the 29th of February of another year', '2025-02-29'],
  ['the 31st of a month of 30', '2026-04-31T00:00:00Z'],
  ['an hour that does not exist', '2026-11-27T25:00:00Z'],
  ['a month', '2026-11'],
  ['another order', '27-11-2026'],
  ['seconds since 1970', '1795737600'],
  ['words', 'yesterday'],
  ['a blank before it', ' 2026-11-27'],
  ['a blank for the T', '2026-11-27 08:00:00Z'],
  ['more behind it', '2026-11-27x'],
  ['full-width digits', '２０２６-11-27'],
  ['nothing', ''],
])('%s', (_what, text) => {
  test.each([
    ['--from', parseFrom],
    ['--to', parseTo],
  ])('is no %s, and the message says how to write one', (_option, parse) => {
    expect(() => parse(text)).toThrow(
      expect.objectContaining({
        code: 'commander.invalidArgument',
        message: 'write a day, 2026-11-27 (in China), or an instant with its offset, 2026-11-27T08:00:00Z.',
      }) as Error,
    );
  });
});

test('any instant that is printed is read back, and a day begins where the day before it ends', () => {
  const date = fc.date({ min: new Date('1970-01-02'), max: new Date('2200-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(date, (instant) => {
      const text = instant.toISOString();
      expect(parseFrom(text)).toBe(text);
      const day = text.slice(0, 10);
      const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
      expect(parseTo(day)).toBe(parseFrom(next));
      expect(parseFrom(`${day}T00:00:00+08:00`)).toBe(parseFrom(day));
    }),
  );
});
