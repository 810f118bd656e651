import { writeXlsxStream } from 'hucre/xlsx';

/** Text that no spreadsheet runs: also not after somebody saves the workbook as CSV. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** What a sheet may be called. */
const sheetName = (name: string): string => name.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31);

export interface ResultsWorkbookOptions {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: Iterable<readonly string[]>;
}

/** A workbook of one sheet whose every cell is text: numbers of 19 characters stay whole, and nothing is a formula. */
export async function writeResultsWorkbook({ name, header, rows }: ResultsWorkbookOptions): Promise<Blob> {
  function* cells(): Generator<string[]> {
    for (const row of rows) yield row.map(harmless);
  }
  const stream = writeXlsxStream(cells(), {
    name: sheetName(name),
    columns: header.map((title) => ({ header: harmless(title), width: Math.max(12, title.length + 4) })),
    freezePane: { rows: 1 },
  });
  const body = await new Response(stream).arrayBuffer();
  return new Blob([body], { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' });
}
