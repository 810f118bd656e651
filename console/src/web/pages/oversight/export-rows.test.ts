import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { exportRows } from './export-rows.ts';

const rows = [
  { index: 1, client: '=cmd|calc', note: 'a "quoted", line\nand 学籍', fields: ['orphan', 'disability'] },
  { index: 2, client: null, note: '-1+2', fields: [] },
];

test('CSV begins with a byte order mark, quotes what it must, and has no formula', async () => {
  const bytes = new Uint8Array(await (await exportRows(rows, 'csv')).arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const text = new TextDecoder().decode(bytes);
  expect(text.split(/\r?\n/)[0]).toBe('index,client,note,fields');
  expect(text).toContain(`1,'=cmd|calc,"a ""quoted"", line\nand 学籍",orphan disability`);
  expect(text).toContain(`2,,'-1+2,`);
});

test('XLSX has the same cells, none of them a formula', async () => {
  const bytes = new Uint8Array(await (await exportRows(rows, 'xlsx')).arrayBuffer());
  const { sheets } = await readXlsx(bytes);
  expect(sheets[0]?.rows.map((row) => row.slice(0, 3))).toEqual([
    ['index', 'client', 'note'],
    [1, `'=cmd|calc`, 'a "quoted", line\nand 学籍'],
    [2, expect.toSatisfy((cell) => cell === null || cell === '') as unknown, `'-1+2`],
  ]);
});

test('NDJSON has everything as it is, and nothing gives a file without rows', async () => {
  const lines = (await (await exportRows(rows, 'ndjson')).text()).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(rows);
  expect(await (await exportRows([], 'ndjson')).text()).toBe('');
});
