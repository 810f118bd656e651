import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ResultLines } from './result-lines.ts';

function linesOf(written: readonly string[]): string {
  const lines = new ResultLines({ format: 'csv', withProgram: false, fields: new Set() });
  for (const cell of written) lines.invalid(cell);
  return lines.take();
}

/** Also the full-width forms, which spreadsheet programs take for the same. */
const formula = /^[=+\-@\t\r＝＋－＠]/;
const awkward = fc.constantFrom(
  ...['=', '+', '-', '@', '\t', '\r', '\n', '"', ',', ';', "'", '\ufeff', '＝', ' ', '甲', '\0'],
);
const cell = fc.oneof(
  fc.string({ unit: awkward, maxLength: 8 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('=1+1', '@SUM(A1)', '-2+3', "'=x", '\t=1', '\r\n=1', '=HYPERLINK("http://x","y")'),
);

test('any text comes back from a CSV reader as it was, but for the mark before a formula', () => {
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 20 }), (cells) => {
      const [, ...rows]: string[][] = parse(linesOf(cells), { bom: true });
      const read = rows.map(([first]) => first);
      expect(read).toEqual(cells.map((text) => (formula.test(text) ? `'${text}` : text)));
      expect(read.filter((text) => formula.test(text ?? ''))).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('UTF-8 with a byte order mark, LF at every line end', () => {
  expect(linesOf(['甲'])).toBe(
    '\ufeffstudent_number,outcome,enrollment,poverty_registry,subsistence_allowance,disability,orphan,special_groups,complete\n' +
      '甲,INVALID_NUMBER,,,,,,,\n',
  );
});
