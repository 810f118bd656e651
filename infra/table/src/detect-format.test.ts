import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openTable } from './open-table.ts';
import { temporaryFile } from './test-files/temporary-file.ts';
import { zipOf } from './test-files/zip-of.ts';
import { UnusableFile } from './unusable-file.ts';

const columns = [{ name: '学籍号', aliases: [], required: true }];

it.each([
  ['an empty file', '', 'the file is empty'],
  ['blank lines only', '\ufeff\r\n\r\n \u3000\r\n', 'the file has no rows'],
  ['a PDF', '%PDF-1.7\n学籍号\n', 'this is a PDF; ask for the table itself, as CSV or XLSX'],
  [
    'an old workbook, or a protected one',
    Buffer.from('d0cf11e0a1b11ae1000000', 'hex'),
    'an old .xls workbook, or one with a password; save it as .xlsx without a password',
  ],
  ['UTF-16', Buffer.from('\ufeff学籍号\n', 'utf16le'), 'text in UTF-16; save it as CSV in UTF-8'],
  ['NUL bytes', '学籍号\n\0\n', 'not a text file; a table is wanted, as CSV or XLSX'],
  [
    'a web page',
    '\n<html><table><tr><td>学籍号</td></tr></table>',
    'a web page or XML document; open it in a spreadsheet program and save it as .xlsx',
  ],
  [
    'neither encoding',
    Buffer.from('学籍号\n1\n\xff\xff\n', 'latin1'),
    'neither UTF-8 nor GB18030 at line 1 or after; save it as CSV in UTF-8 or as XLSX',
  ],
  [
    'damaged UTF-8 with a mark that says UTF-8',
    Buffer.concat([Buffer.from('\ufeff学籍号\n'), Buffer.from('d1a7bcae', 'hex')]),
    'neither UTF-8 nor GB18030 at line 1 or after; save it as CSV in UTF-8 or as XLSX',
  ],
  [
    'a zip archive',
    zipOf({ '名单.csv': '学籍号\n' }),
    'a zip archive, not an .xlsx workbook; unpack it and use the table within',
  ],
  [
    'a Word document',
    zipOf({
      '[Content_Types].xml': '<Types/>',
      '_rels/.rels': '<Relationships/>',
      'word/document.xml': '<document/>',
    }),
    'not an .xlsx workbook; open it in a spreadsheet program and save it as .xlsx',
  ],
  [
    'half a zip archive',
    zipOf({ 'a.xml': '<a/>' }).subarray(0, 40),
    'a damaged .xlsx file or zip archive; save it again as .xlsx, or as CSV',
  ],
])('refuses %s, named .csv, in one line', async (_, content, problem) => {
  const file = temporaryFile('学籍\n名单.csv', content);
  const error: unknown = await openTable(file, columns).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UnusableFile);
  expect(error).toMatchObject({ problem, message: `${file.replace('\n', ' ')}: ${problem}` });
});

it('refuses a file that is not there, and a folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hearthgate-table-'));
  await expect(openTable(join(folder, 'none.csv'), columns)).rejects.toThrow(/none\.csv: no such file$/);
  await expect(openTable(folder, columns)).rejects.toThrow(/: not a file$/);
});
