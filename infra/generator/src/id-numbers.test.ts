import { parseIdNumber } from '@hearthgate/schema';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ADULTS, divisionCode, idNumber, idNumberEndingInZeros, withCheck } from './id-numbers.ts';
import { birthSpan } from './stages.ts';

const SPANS = [
  ADULTS,
  ...(['PRIMARY', 'JUNIOR', 'SENIOR', 'UNIVERSITY'] as const).map((stage) => birthSpan(stage, '2026-11-01')),
];

test('the check digit is that of GB 11643', () => {
  expect(withCheck('11010519491231002')).toBe('11010519491231002X');
  expect(withCheck('44052418800101001')).toBe('440524188001010014');
});

describe('idNumber', () => {
  test('is valid, of a division of nobody real, born in its span, and does not end in 000', () => {
    fc.assert(
      fc.property(fc.nat(80_000_000), fc.constantFrom(...SPANS), (index, span) => {
        const number = idNumber(index, span);
        expect(parseIdNumber(number)).toBe(number);
        expect(number).toMatch(/^99/);
        expect(number).not.toMatch(/000$/);
        const born =
          Date.parse(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`) / 86_400_000;
        expect(born).toBeGreaterThanOrEqual(span.firstDay);
        expect(born).toBeLessThan(span.firstDay + span.days);
      }),
    );
  });

  test('gives no number twice, within a span or across the stages', () => {
    const numbers = SPANS.flatMap((span) =>
      Array.from({ length: 20_000 }, (_, index) => idNumber(index * 3, span)),
    );
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test('has room for a province: past all sequence numbers of a day, another division', () => {
    expect(idNumber(0, ADULTS).slice(0, 6)).toBe('990108');
    expect(idNumber(ADULTS.days * 990, ADULTS).slice(0, 6)).toBe('990109');
    expect([divisionCode(91), divisionCode(92)]).toEqual(['990199', '990201']);
  });
});

test('idNumberEndingInZeros is valid and nobody else’s', () => {
  const zeros = Array.from({ length: 5_000 }, (_, index) => idNumberEndingInZeros(index, ADULTS));
  const numbers = zeros.filter((number) => number !== undefined);
  expect(numbers.length).toBeGreaterThan(3_000);
  expect(new Set(numbers).size).toBe(numbers.length);
  for (const number of numbers) {
    expect(number).toMatch(/000$/);
    expect(parseIdNumber(number)).toBe(number);
  }
});
