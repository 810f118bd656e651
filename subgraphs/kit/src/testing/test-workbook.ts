import { xlsxOf } from '@hearthgate/table/testing';

/** A text, a number cell by its text, or a date cell by its serial. */
export type TestCell = string | { readonly number: string } | { readonly date: number };

/** A workbook of one sheet. */
export function testWorkbook(rows: readonly (readonly TestCell[])[]): Uint8Array {
  const sheet = rows.map((cells, row) => {
    const written = cells.map((cell, column) =>
      writtenCell(cell, `${String.fromCharCode(65 + column)}${row + 1}`),
    );
    return `<row r="${row + 1}">${written.join('')}</row>`;
  });
  return xlsxOf({
    sheets: [sheet.join('')],
    styles: '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>',
  });
}

function writtenCell(cell: TestCell, at: string): string {
  if (typeof cell === 'string')
    return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${cell}</t></is></c>`;
  if ('number' in cell) return `<c r="${at}"><v>${cell.number}</v></c>`;
  return `<c r="${at}" s="1"><v>${cell.date}</v></c>`;
}
