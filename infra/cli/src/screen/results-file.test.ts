import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openResultsFile } from './results-file.ts';

async function written(rows: readonly (readonly string[])[]): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'hearthgate-test-'));
  try {
    const file = join(folder, 'results.csv');
    const results = await openResultsFile(file, ['a', 'b']);
    await results.write(rows);
    await results.complete({});
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Also the full-width forms, which spreadsheet programs take for the same. */
const formula = /^[=+\-@\t\r＝＋－＠]/;
const awkward = fc.constantFrom(
  '=',
  '+',
  '-',
  '@',
  '\t',
  '\r',
  '\n',
  '"',
  ',',
  ';',
  "'",
  '\ufeff',
  '＝',
  ' ',
  '甲',
  '\0',
);
const cell = fc.oneof(
  fc.string({ unit: awkward, maxLength: 8 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('=1+1', '@SUM(A1)', '-2+3', "'=x", '\t=1', '\r\n=1', '=HYPERLINK("http://x","y")'),
);

test('any text comes back from a CSV reader as it was, but for the mark before a formula', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), async (rows) => {
      const [header, ...read] = parse(await written(rows), { bom: true });
      expect(header).toEqual(['a', 'b']);
      expect(read).toEqual(rows.map((row) => row.map((text) => (formula.test(text) ? `'${text}` : text))));
      expect(read.flat().filter((text) => formula.test(text))).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('UTF-8 with a byte order mark, LF at every line end', async () => {
  expect((await written([['甲', 'x']])).toString('utf8')).toBe('\ufeffa,b\n甲,x\n');
});
