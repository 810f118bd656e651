import { createCsvWriter, type CsvEncoding } from './csv-writer.ts';
import type { Quirk } from './quirks.ts';
import type { TableWriter } from './table-writer.ts';
import type { RegisterFile } from './world.ts';
import { createXlsxWriter } from './xlsx-writer.ts';

export type FileFormat = CsvEncoding | 'xlsx';

/** A sheet has 1,048,576 rows; no register or roll below this has more, whatever strangers are added. */
const MOST_STUDENTS_FOR_XLSX = 200_000;

/**
 * Which format each register comes in. The quirks allow formats, the seed deals them out: over a few seeds every register
 * comes in each of them. Subsistence stays CSV, so that there is one of each kind in every county.
 */
export function registerFormats(
  quirks: ReadonlySet<Quirk>,
  seed: number,
  students: number,
): Record<RegisterFile, FileFormat> {
  const formats = allowedFormats(quirks, students);
  const deal = (turn: number, from: readonly FileFormat[]): FileFormat =>
    from[(seed + turn) % from.length] ?? 'utf-8';
  const csv = formats.filter((format) => format !== 'xlsx');
  return {
    poverty: formats.includes('xlsx') ? 'xlsx' : deal(0, formats),
    subsistence: deal(1, csv),
    disability: deal(2, formats),
    orphans: deal(3, formats),
    enrollment: deal(0, formats),
  };
}

/** The format of one school's roster. */
export function rosterFormat(quirks: ReadonlySet<Quirk>, school: number, students: number): FileFormat {
  const formats = allowedFormats(quirks, students);
  return formats[school % formats.length] ?? 'utf-8';
}

export function createTable(path: string, format: FileFormat): Promise<TableWriter> {
  return format === 'xlsx' ? createXlsxWriter(path) : createCsvWriter(path, format);
}

export function extensionOf(format: FileFormat): string {
  return format === 'xlsx' ? 'xlsx' : 'csv';
}

function allowedFormats(quirks: ReadonlySet<Quirk>, students: number): FileFormat[] {
  const formats: FileFormat[] = ['utf-8'];
  if (quirks.has('bom')) formats.push('utf-8-bom');
  if (quirks.has('gb18030')) formats.push('gb18030');
  if (quirks.has('xlsx') && students <= MOST_STUDENTS_FOR_XLSX) formats.push('xlsx');
  return formats;
}
