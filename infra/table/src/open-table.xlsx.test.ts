import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import type { ColumnSpec } from './column-spec.ts';
import { readAll } from './test-files/read-all.ts';
import { temporaryFile } from './test-files/temporary-file.ts';
import { xlsxOf } from './test-files/xlsx-of.ts';
import type { XlsxOptions } from './test-files/xlsx-of.ts';

const columns: ColumnSpec[] = [
  { name: '姓名', aliases: [], required: true },
  { name: '身份证号', aliases: ['证件号码'], required: true },
  { name: '有效期至', aliases: [], required: false },
];
const text = (...texts: string[]) =>
  texts.map((content) => `<c t="inlineStr"><is><t>${content}</t></is></c>`).join('');
const header = `<row r="1">${text('姓名', '身份证号', '有效期至')}</row>`;
const xlsx = (options: XlsxOptions) => readAll(temporaryFile('登记.csv', xlsxOf(options)), columns);

/** The one data row's cells, from cells in XML. */
async function cellsOf(cells: string, options: Partial<XlsxOptions> = {}) {
  const { rows } = await xlsx({ sheets: [`${header}<row r="2">${cells}</row>`], ...options });
  return ['姓名', '身份证号', '有效期至'].map((name) => rows[0]?.cell(name));
}

describe('cells', () => {
  it('keeps a text a text, and shows a number as one', async () => {
    const [name, id, until] = await cellsOf(
      `${text('张三', '990108198909157256')}<c><v>990108198909157256</v></c>`,
    );
    expect(name).toEqual({ text: '张三', kind: 'text' });
    expect(id).toEqual({ text: '990108198909157256', kind: 'text' });
    expect(until).toEqual({ text: String(990108198909157256), kind: 'number' });
  });

  it('reads numbers of every kind, formulas by their saved value', async () => {
    const [a, b, c] = await cellsOf(
      '<c><f>A1&amp;B1</f><v>990108890915725</v></c><c t="str"><f>A1</f><v>990108198909157256</v></c><c t="n"><v>1.5E+2</v></c>',
    );
    expect(a).toEqual({ text: '990108890915725', kind: 'number' });
    expect(b).toEqual({ text: '990108198909157256', kind: 'text' });
    expect(c).toEqual({ text: '150', kind: 'number' });
  });

  it('reads shared strings, rich ones too, without phonetic guides', async () => {
    const cells = await cellsOf('<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>9</v></c>', {
      sharedStrings:
        '<si><r><rPr><b/></rPr><t>张</t></r><r><t xml:space="preserve"> 三&#10;</t></r><rPh sb="0" eb="1"><t>ZHANG</t></rPh></si>' +
        '<si><t>99_x000D_0_x0000_1_xD83D_𠮷</t></si>',
    });
    expect(cells.map((cell) => cell?.text)).toEqual(['张 三\n', '99\r01\ufffd𠮷', '']);
  });

  it('reads date cells, and takes a number under a date format that is no day for a number', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>' +
      '<cellStyleXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellStyleXfs>' +
      '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/></cellXfs>';
    const cells = '<c s="1"><v>46082</v></c><c s="2"><v>20260301</v></c><c s="0"><v>46082</v></c>';
    expect(await cellsOf(cells, { styles })).toEqual([
      { text: '2026-03-01', kind: 'date' },
      { text: '20260301', kind: 'number' },
      { text: '46082', kind: 'number' },
    ]);
    const iso = '<c t="d"><v>2026-03-01T00:00:00Z</v></c><c s="2"><v>44620</v></c><c t="b"><v>1</v></c>';
    expect(await cellsOf(iso, { styles, workbookProperties: '<workbookPr date1904="1"/>' })).toEqual([
      { text: '2026-03-01', kind: 'date' },
      { text: '2026-03-01', kind: 'date' },
      { text: 'TRUE', kind: 'text' },
    ]);
  });

  it('finds cells by their reference, and rows by their number', async () => {
    const sheet =
      '<row r="3" ><c r="AB3" t="inlineStr"><is><t>身份证号</t></is></c><c r="C3" t="inlineStr"><is><t>姓名</t></is></c></row>' +
      '<row r="7"><c r="C7" t="inlineStr"><is><t>张三</t></is></c></row>' +
      '<row r="8"/><row r="9"><c r="A9" s="1"/><c r="AB9" t="e"><v>#N/A</v></c></row>';
    const { rows, lines, passedOver, table } = await xlsx({ sheets: [sheet] });
    expect(table.headerLine).toBe(3);
    expect(lines).toEqual([7, 9]);
    expect(passedOver).toEqual({ title: 0, blank: 6, total: 0 });
    expect(rows[0]?.cell('姓名').text).toBe('张三');
    expect(rows[1]?.cell('身份证号')).toEqual({ text: '#N/A', kind: 'text' });
  });

  it('does without references, and with prefixed names', async () => {
    const sheet = `<row>${text('姓名', '身份证号')}</row><row>${text('张三', '1')}</row>`;
    expect((await xlsx({ sheets: [sheet] })).lines).toEqual([2]);
    const prefixed = sheet.replaceAll(/<(\/?)(\w)/g, '<$1x:$2');
    const part = `<x:worksheet><x:sheetData>${prefixed}</x:sheetData></x:worksheet>`;
    expect((await xlsx({ sheets: [''], parts: { 'xl/worksheets/sheet0.xml': part } })).lines).toEqual([2]);
  });
});

describe('sheets', () => {
  const data = `${header}<row r="2">${text('张三', '1')}</row>`;
  const notes = `<row r="1">${text('填表说明')}</row>`;

  it('finds the sheet that holds the table, behind notes, hidden copies and empty forms', async () => {
    const { lines } = await xlsx({
      sheets: [notes, data, data, header],
      states: ['', 'state="hidden"', '', ''],
    });
    expect(lines).toEqual([2]);
  });

  it('refuses two filled ones, since one would be lost', async () => {
    await expect(xlsx({ sheets: [notes, data, data] })).rejects.toThrow(
      /: sheets 2 and 3 both hold such a table; /,
    );
  });

  it('opens a table without a row', async () => {
    expect((await xlsx({ sheets: [header] })).rows).toEqual([]);
  });

  it('names the columns missing from the best sheet', async () => {
    await expect(xlsx({ sheets: [notes, `<row r="4">${text('姓名')}</row>`] })).rejects.toThrow(
      /: the header at line 4 has no column 身份证号 \(or 证件号码\)/,
    );
    await expect(xlsx({ sheets: [''] })).rejects.toThrow(/: the file has no rows$/);
  });
});

it('reads what a writer of workbooks writes', async () => {
  const workbook = await writeXlsx({
    sheets: [
      {
        name: '登记',
        rows: [
          ['联合县登记'],
          ['姓名', '身份证号', '有效期至'],
          ['张三', '990108198909157256', new Date('2026-03-01')],
          ['李四', 990108890915725, null],
          ['合计', null, 2],
        ],
      },
    ],
  });
  const { rows, passedOver } = await readAll(temporaryFile('登记.xlsx', workbook), columns);
  expect(passedOver).toEqual({ title: 1, blank: 0, total: 1 });
  expect(rows.map(({ record }) => record)).toEqual([
    { 姓名: '张三', 身份证号: '990108198909157256', 有效期至: '2026-03-01' },
    { 姓名: '李四', 身份证号: '990108890915725', 有效期至: '' },
  ]);
});

describe('attacks and damage', () => {
  const sheet = `${header}<row r="2">${text('张三', '1')}</row>`;

  it.each<[string, Partial<XlsxOptions>, RegExp]>([
    [
      'a zip bomb, before a byte is unpacked',
      { claimedSizes: { 'xl/worksheets/sheet0.xml': 4_000_000_000 } },
      /: unpacks to more than 2147483648 bytes; /,
    ],
    [
      'one that lies about its size',
      { claimedSizes: { 'xl/worksheets/sheet0.xml': 20 } },
      /: a damaged \.xlsx file/,
    ],
    [
      'a text without end',
      { sharedStrings: `<si><t>${'a'.repeat(3_000_000)}</t></si>` },
      /: a damaged \.xlsx file/,
    ],
    ['a blank without end', { sharedStrings: ' '.repeat(3_000_000) }, /: a damaged \.xlsx file/],
    [
      'a cell outside a sheet',
      { sheets: ['<row><c r="ZZZZ1"><v>1</v></c></row>'] },
      /: a damaged \.xlsx file/,
    ],
    ['what is not XML', { sheets: ['<row><c>'] }, /: a damaged \.xlsx file/],
    [
      'a password on an entry',
      { encrypted: true },
      /: protected by a password; save it as \.xlsx without one$/,
    ],
    ['no sheet that shows', { states: ['state="veryHidden"'] }, /: the workbook shows no sheet with cells$/],
  ])('refuses %s', async (_, change, message) => {
    expect((await xlsx({ sheets: [sheet] })).lines).toEqual([2]);
    await expect(xlsx({ sheets: [sheet], ...change })).rejects.toThrow(message);
  });

  it('does not expand entities', async () => {
    const part =
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>';
    await expect(xlsx({ sheets: [sheet], parts: { 'xl/sharedStrings.xml': part } })).rejects.toThrow(
      /damaged/,
    );
  });
});
