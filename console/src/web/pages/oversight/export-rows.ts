import { writeCsv } from 'hucre/csv';

export const EXPORT_FORMATS = ['csv', 'xlsx', 'ndjson'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What a row holds, by its column; all rows have the same columns. */
export type ExportRow = Readonly<Record<string, string | number | null | readonly string[]>>;

/**
 * Rows as a file. CSV has a byte order mark, without which Excel takes Chinese for something else. In CSV and XLSX a text
 * that a spreadsheet would run as a formula has an apostrophe before it; NDJSON has everything as it is.
 */
export async function exportRows(rows: readonly ExportRow[], format: ExportFormat): Promise<Blob> {
  if (format === 'ndjson') {
    const lines = rows.map((row) => `${JSON.stringify(row)}\n`);
    return new Blob(lines, { type: 'application/x-ndjson' });
  }
  const columns = Object.keys(rows[0] ?? {});
  const table = [columns, ...rows.map((row) => columns.map((column) => cellOf(row[column])))];
  if (format === 'csv') {
    return new Blob(['\uFEFF', writeCsv(table)], { type: 'text/csv;charset=utf-8' });
  }
  const { writeXlsx } = await import('hucre/xlsx');
  const file = await writeXlsx({ sheets: [{ name: 'Hearthgate', rows: table }] });
  return new Blob([new Uint8Array(file)], {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  });
}

function cellOf(value: ExportRow[string] | undefined): string | number {
  if (typeof value === 'number') return value;
  const text =
    value === null || value === undefined ? '' : typeof value === 'string' ? value : value.join(' ');
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
