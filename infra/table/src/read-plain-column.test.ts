import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ColumnSpec } from './column-spec.ts';
import { openTextTable } from './open-table.ts';
import type { TextSource } from './text-source.ts';

const columns: readonly ColumnSpec[] = [{ name: '学籍号', aliases: [], required: true }];

/** A text that comes in pieces, cut anywhere. */
function sourceOf(text: string, pieceBytes: number): TextSource {
  const bytes = Buffer.from(text);
  return {
    name: 'the roster',
    async *bytes() {
      for (let at = 0; at < bytes.length; at += pieceBytes) {
        yield await Promise.resolve(bytes.subarray(at, at + pieceBytes));
      }
    },
  };
}

const cell = fc.oneof(
  { arbitrary: fc.nat(99).map((n) => `J${String(n).padStart(18, '0')}`), weight: 4 },
  fc.constantFrom(
    '',
    ' ',
    '\u3000',
    '合计',
    '合计：12',
    '甲',
    '=1+1',
    'g990108200801010010',
    '共计 J000000000000000001',
  ),
);
const row = fc.array(cell, { maxLength: 4 }).map((cells) => cells.join(','));
const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
const header = fc.constantFrom('学籍号', '姓名,学籍号', '学籍号,姓名,备注', '名单\n\n姓名,班级,学籍号');

test('gives line by line what rows give, of any text without a quotation mark, however it comes', async () => {
  await fc.assert(
    fc.asyncProperty(
      header,
      fc.array(fc.tuple(row, lineEnd), { maxLength: 30 }),
      fc.integer({ min: 1, max: 50 }),
      fc.constantFrom('', '\ufeff'),
      async (top, rows, pieceBytes, mark) => {
        const text = `${mark}${top}\n${rows.map(([cells, end]) => cells + end).join('')}`;
        const table = await openTextTable(sourceOf(text, pieceBytes), columns);
        const expected: [number, string][] = [];
        for await (const each of table.rows()) expected.push([each.line, each.cell('学籍号').text]);
        const passedOver = table.passedOver();
        const actual: [number, string][] = [];
        for await (const batch of table.column('学籍号')) {
          actual.push(...batch.map(({ line, cell: { text: written } }): [number, string] => [line, written]));
        }
        expect(actual).toEqual(expected);
        expect(table.passedOver()).toEqual(passedOver);
      },
    ),
    { numRuns: 150 },
  );
});

test('with a quotation mark anywhere, cells are what the parser says', async () => {
  const number = 'J000000000000000001';
  const table = await openTextTable(sourceOf(`姓名,学籍号\n"甲,乙",${number}\n`, 7), columns);
  const batches = [];
  for await (const batch of table.column('学籍号')) batches.push(...batch);
  expect(batches).toEqual([{ line: 2, cell: { text: number, kind: 'text' } }]);
});

test('a line without end is refused before it fills the memory', async () => {
  // Far enough below the header that what looks for it has stopped reading.
  const endless = `学籍号\n${'J000000000000000001\n'.repeat(40_000)}${'x'.repeat(3_000_000)}`;
  const table = await openTextTable(sourceOf(endless, 16_384), columns).catch((error: unknown) => error);
  const reading = async (): Promise<void> => {
    if (table instanceof Error) throw table;
    for await (const batch of (table as Awaited<ReturnType<typeof openTextTable>>).column('学籍号'))
      void batch;
  };
  await expect(reading()).rejects.toThrow(/^the roster: line 40002 is too long/);
});
