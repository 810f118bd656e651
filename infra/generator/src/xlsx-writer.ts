import type { Cell } from '@hearthgate/schema';
import { dayNumber } from './id-numbers.ts';
import { FLUSH_AT_CHARACTERS, type TableWriter } from './table-writer.ts';
import { ZipWriter } from './zip-writer.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const SERIAL_OF_1970 = 25_569;

const PARTS: readonly (readonly [string, string])[] = [
  [
    '[Content_Types].xml',
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${CONTENT}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${CONTENT}.styles+xml"/></Types>`,
  ],
  [
    '_rels/.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    'xl/workbook.xml',
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  ],
  // Style 1 is a date: built-in format 14.
  [
    'xl/styles.xml',
    `<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  ],
];

/** A workbook of one sheet, with texts in the cells (inline strings), written in one pass (ECMA-376). */
export async function createXlsxWriter(path: string): Promise<TableWriter> {
  const zip = await ZipWriter.create(path);
  for (const [name, xml] of PARTS) {
    const part = await zip.entry(name);
    await part.write(HEAD + xml);
    await part.end();
  }
  const sheet = await zip.entry('xl/worksheets/sheet1.xml');
  let pending = `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>`;
  let line = 0;
  return {
    get line() {
      return line;
    },
    write(cells) {
      line++;
      pending += `<row r="${String(line)}">${cells.map((cell, column) => written(cell, column, line)).join('')}</row>`;
      return line;
    },
    writeBlank() {
      line++;
    },
    async flush() {
      if (pending.length < FLUSH_AT_CHARACTERS) return;
      const text = pending;
      pending = '';
      await sheet.write(text);
    },
    async close() {
      await sheet.write(`${pending}</sheetData></worksheet>`);
      await sheet.end();
      await zip.close();
    },
  };
}

function written(cell: string | Cell, column: number, row: number): string {
  const { text, kind } = typeof cell === 'string' ? { text: cell, kind: 'text' as const } : cell;
  const at = `${String.fromCharCode(65 + column)}${String(row)}`;
  if (text === '') return '';
  if (kind === 'number') return `<c r="${at}"><v>${text}</v></c>`;
  if (kind === 'date') return `<c r="${at}" s="1"><v>${String(dayNumber(text) + SERIAL_OF_1970)}</v></c>`;
  return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
