import { cleanIdNumber, cleanStudentNumber } from '@hearthgate/schema';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ADULTS, idNumber } from './id-numbers.ts';
import { brokenCell, destroyedCell, type NumberCell, type NumberFile, numberCell } from './number-cell.ts';
import { QUIRKS } from './quirks.ts';
import { Random } from './random.ts';

const file = (change: Partial<NumberFile> = {}): NumberFile => ({
  quirks: new Set(QUIRKS),
  xlsx: true,
  zerosFailed: false,
  ...change,
});
const anyNumber = fc.nat(10_000_000).map((index) => idNumber(index, ADULTS));
const anyRandom = fc.nat().map((seed) => new Random(seed));

/** As an XLSX reader gives a number back. */
const asRead = (cell: NumberCell): NumberCell =>
  cell.kind === 'number' ? { ...cell, text: String(Number(cell.text)) } : cell;

describe('numberCell', () => {
  test('whatever it is dressed in, the number comes out', () => {
    const texts = new Set<string>();
    fc.assert(
      fc.property(anyNumber, anyRandom, (number, random) => {
        for (let i = 0; i < 40; i++) {
          const cell = asRead(numberCell(number, file(), random));
          expect(cleanIdNumber(cell)).toMatchObject({ ok: true, value: number });
          expect(cell.usable).toBe(true);
          texts.add(`${cell.kind} ${cell.text.replaceAll(/[0-9]/g, '9')}`);
          const student = numberCell(`G${number}`, file(), random);
          expect(cleanStudentNumber(student)).toMatchObject({ ok: true, value: `G${number}` });
        }
      }),
    );
    expect(texts.size).toBeGreaterThan(10);
  });

  test('without quirks it is the number', () => {
    fc.assert(
      fc.property(anyNumber, anyRandom, (number, random) => {
        const plain = file({ quirks: new Set() });
        expect(numberCell(number, plain, random)).toEqual({ text: number, kind: 'text', usable: true });
      }),
    );
  });
});

describe('what is beyond repair', () => {
  test.each([false, true])(
    'is so, and spoils no other number of its file (zeros failed: %s)',
    (zerosFailed) => {
      fc.assert(
        fc.property(anyNumber, anyRandom, (number, random) => {
          for (const broken of [number, `G${number}`]) {
            const cell = asRead(brokenCell(broken, file({ zerosFailed }), random));
            const cleaned = broken === number ? cleanIdNumber(cell) : cleanStudentNumber(cell);
            expect(cleaned.ok).toBe(false);
            if (!zerosFailed) expect(cleaned.endsInZeros).toBe(false);
            expect(cell.usable).toBe(false);
          }
        }),
      );
    },
  );

  test.each([false, true])(
    'a destroyed number fails and ends in 000, in a spreadsheet or not (%s)',
    (xlsx) => {
      fc.assert(
        fc.property(anyNumber, (number) => {
          const cell = asRead(destroyedCell(number, file({ xlsx })));
          expect(cleanIdNumber(cell)).toMatchObject({ ok: false, endsInZeros: true });
        }),
      );
    },
  );
});
