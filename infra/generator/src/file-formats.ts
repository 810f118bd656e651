import type { StrangersPerStudent } from './county-options.ts';
import { createCsvWriter, type CsvEncoding } from './csv-writer.ts';
import type { Quirk } from './quirks.ts';
import type { TableWriter } from './table-writer.ts';
import type { RegisterFile } from './world.ts';
import { createXlsxWriter } from './xlsx-writer.ts';

export type FileFormat = CsvEncoding | 'xlsx';

/** A sheet has 1,048,576 rows. */
const MOST_XLSX_ROWS = 1_000_000;

/** Rows that families give a register, for each student; more than there are. */
const FAMILY_ROWS: Readonly<Record<RegisterFile, number>> = {
  poverty: 0.25,
  subsistence: 0.1,
  disability: 0.12,
  orphans: 0.05,
  enrollment: 1.05,
};

export interface FormatOptions {
  readonly quirks: ReadonlySet<Quirk>;
  readonly seed: number;
  readonly students: number;
  readonly strangersPerStudent: StrangersPerStudent;
}

/**
 * Which format each register comes in. The quirks allow formats, the seed deals them out: over a few seeds every register
 * comes in each of them. Poverty is XLSX wherever a sheet can hold it and subsistence never, so that a county has both.
 */
export function registerFormats(options: FormatOptions): Record<RegisterFile, FileFormat> {
  const allowed = (register: RegisterFile): FileFormat[] => {
    const strangers = register === 'enrollment' ? 0 : options.strangersPerStudent[register];
    return allowedFormats(options.quirks, options.students * (FAMILY_ROWS[register] + strangers));
  };
  const deal = (turn: number, from: readonly FileFormat[]): FileFormat =>
    from[(options.seed + turn) % from.length] ?? 'utf-8';
  const poverty = allowed('poverty');
  return {
    poverty: poverty.includes('xlsx') ? 'xlsx' : deal(0, poverty),
    subsistence: deal(
      1,
      allowed('subsistence').filter((format) => format !== 'xlsx'),
    ),
    disability: deal(2, allowed('disability')),
    orphans: deal(3, allowed('orphans')),
    enrollment: deal(0, allowed('enrollment')),
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

function allowedFormats(quirks: ReadonlySet<Quirk>, rows: number): FileFormat[] {
  const formats: FileFormat[] = ['utf-8'];
  if (quirks.has('bom')) formats.push('utf-8-bom');
  if (quirks.has('gb18030')) formats.push('gb18030');
  if (quirks.has('xlsx') && rows <= MOST_XLSX_ROWS) formats.push('xlsx');
  return formats;
}
