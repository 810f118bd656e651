import type { ColumnSpec } from './column-spec.ts';
import { type ColumnCell, type PlainText, readPlainColumn, readPlainRows } from './read-plain-column.ts';
import { inspectText } from './detect-encoding.ts';
import { detectFormat } from './detect-format.ts';
import { findHeader } from './find-header.ts';
import type { FoundHeader, Header } from './find-header.ts';
import { isBlank } from './is-blank.ts';
import { isTotalRow } from './is-total-row.ts';
import { MAX_ROWS_TO_HEADER } from './limits.ts';
import type { RowSource } from './raw-row.ts';
import { readCsvRows } from './read-csv-rows.ts';
import { recordHeaders } from './record-headers.ts';
import { refuseSwallowedRows } from './refuse-swallowed-rows.ts';
import { tableRow } from './table-row.ts';
import type { TableRow } from './table-row.ts';
import { fileSource, type TextSource } from './text-source.ts';
import { UnusableFile } from './unusable-file.ts';
import { openWorkbook } from './xlsx/open-workbook.ts';

/** Rows that are nobody's. */
export interface PassedOver {
  readonly title: number;
  readonly blank: number;
  readonly total: number;
}

export interface Table {
  readonly headerLine: number;
  /** Names of the known columns that the file has; a repeated one once, with its `{n}`. */
  readonly columns: ReadonlySet<string>;
  /** The numbers under which the file has a repeated column, ascending. */
  numbersOf(column: string): readonly number[];
  /** Each pass reads the file anew, with flat memory. */
  rows(): AsyncIterable<TableRow>;
  /**
   * The cells of one column, of the rows that `rows()` would give, many at a time. Of a text without quotation marks
   * each costs a tenth of a row.
   */
  column(name: string): AsyncIterable<readonly ColumnCell[]>;
  /** What the pass begun last has passed over so far: complete when it is. */
  passedOver(): PassedOver;
}

/** A table in a file, and what to call the place: a workbook has several. */
interface Place {
  readonly name: string;
  readonly rows: RowSource;
  readonly delimiter?: string;
  /** Where no quotation mark stands in a text: its lines, which are its rows. */
  readonly plain?: PlainText;
}

/**
 * Guarantees a table with every required column, from CSV (UTF-8 or GB18030; separated by comma, tab or semicolon) or XLSX,
 * told apart by content. Every row of the file is a title, the header, blank, a total, or comes out of `rows()`.
 * Does not look at what the cells say, and holds no more of the file than a row (of XLSX: the packed shared strings, at most
 * 256 MiB). In a workbook, the visible sheet that holds the table; two of them are refused, since one would be lost.
 * @throws UnusableFile, here and from `rows()`, when the file cannot be read or has no such header.
 */
export async function openTable(file: string, columns: readonly ColumnSpec[]): Promise<Table> {
  const places =
    (await detectFormat(file)) === 'zip' ? await sheets(file) : await separators(fileSource(file));
  return tableAmong(file, places, columns);
}

/**
 * The same of a text table from any source, which is read anew for each pass. What is no text at all is refused by the
 * encoding, without advice as to what it may be: `detectFormat` gives that, from a file.
 * @throws UnusableFile, here and from `rows()`, when the bytes are no text or have no such header.
 */
export async function openTextTable(source: TextSource, columns: readonly ColumnSpec[]): Promise<Table> {
  return tableAmong(source.name, await separators(source), columns);
}

/** The one table among the places that has the columns. */
async function tableAmong(
  file: string,
  places: readonly Place[],
  columns: readonly ColumnSpec[],
): Promise<Table> {
  const misses: Extract<FoundHeader, { ok: false }>[] = [];
  const hits: { place: Place; header: Header }[] = [];
  for (const place of places) {
    const { plain } = place;
    // csv-parse takes a piece of the source apart to its end before it gives the first row.
    const rows = plain ? () => readPlainRows(plain) : place.rows;
    const found = await findHeader(rows, columns);
    if (!found.ok) misses.push(found);
    else hits.push({ place, header: found.header });
    if (found.ok && place.delimiter) break;
  }
  const filled = hits.filter(({ header }) => header.hasRows);
  if (filled.length > 1) {
    const names = filled.map(({ place }) => place.name).join(' and ');
    throw new UnusableFile(
      file,
      `sheets ${names} both hold such a table; leave one, or import them one by one`,
    );
  }
  const [hit] = filled.length > 0 ? filled : hits;
  if (!hit) throw noHeader(file, columns, misses);
  const { twice } = hit.header.columns;
  if (twice.length > 0) {
    throw new UnusableFile(
      file,
      `line ${String(hit.header.row.line)} has more than one column for ${twice.join(', ')}; leave one`,
    );
  }
  return tableBelow({ file, place: hit.place, header: hit.header, columns });
}

async function sheets(file: string): Promise<Place[]> {
  const workbook = await openWorkbook(file);
  return workbook.sheets.map((sheet, index) => ({
    name: String(index + 1),
    rows: () => workbook.rows(sheet),
  }));
}

async function separators(source: TextSource): Promise<Place[]> {
  const { encoding, hasQuotes } = await inspectText(source);
  return [',', '\t', ';'].map((delimiter) => ({
    name: 'text',
    delimiter,
    rows: () => readCsvRows({ source, encoding, delimiter }),
    ...(!hasQuotes && { plain: { source, encoding, delimiter } }),
  }));
}

function noHeader(
  file: string,
  columns: readonly ColumnSpec[],
  misses: readonly Extract<FoundHeader, { ok: false }>[],
): UnusableFile {
  if (misses.every(({ blank }) => blank)) return new UnusableFile(file, 'the file has no rows');
  const best = misses.map((miss) => miss.best).reduce((a, b) => ((b?.found ?? 0) > (a?.found ?? 0) ? b : a));
  const missing = (best?.missing ?? columns.filter(({ required }) => required)).map(describe).join(', ');
  return new UnusableFile(
    file,
    best
      ? `the header at line ${String(best.line)} has no column ${missing}; add it, or correct its name`
      : `no header with the columns ${missing} among the first ${String(MAX_ROWS_TO_HEADER)} rows; is this the right file?`,
  );
}

function describe({ name, aliases }: ColumnSpec): string {
  return aliases.length === 0 ? name : `${name} (or ${aliases.join(', ')})`;
}

interface TableOptions {
  readonly file: string;
  readonly place: Place;
  readonly header: Header;
  readonly columns: readonly ColumnSpec[];
}

function tableBelow({ file, place, header, columns }: TableOptions): Table {
  const { single, repeated } = header.columns;
  const headers = recordHeaders(header.row.cells);
  const required = columns
    .filter((column) => column.required)
    .map(({ name }) => single.get(name))
    .filter((index) => index !== undefined);
  let latest: PassedOver = { title: header.titleRows, blank: 0, total: 0 };

  async function* rows(): AsyncGenerator<TableRow> {
    const passed = { title: header.titleRows, blank: 0, total: 0 };
    latest = passed;
    let lastLine = 0;
    for await (const { line, cells } of place.rows()) {
      // A sheet leaves out rows that were never touched; a text file has a line for them.
      if (!place.delimiter) passed.blank += Math.max(0, line - lastLine - 1);
      lastLine = line;
      if (cells.every(isBlank)) passed.blank += 1;
      else if (line <= header.row.line) continue;
      else if (isTotalRow(cells, required)) passed.total += 1;
      else {
        if (place.delimiter) refuseSwallowedRows({ file, line, cells, delimiter: place.delimiter, headers });
        yield tableRow({ line, cells, columns: header.columns, headers });
      }
    }
  }
  return {
    headerLine: header.row.line,
    columns: new Set([...single.keys(), ...repeated.keys()]),
    numbersOf: (column) => [...(repeated.get(column)?.keys() ?? [])].sort((a, b) => a - b),
    rows,
    column: (name) => {
      const index = single.get(name);
      if (place.plain === undefined || index === undefined) return inBatches(rows(), name);
      const passed = { title: header.titleRows, blank: 0, total: 0 };
      latest = passed;
      return readPlainColumn({ text: place.plain, headerLine: header.row.line, index, required, passed });
    },
    passedOver: () => ({ ...latest }),
  };
}

const rowsPerBatch = 1_000;

async function* inBatches(rows: AsyncIterable<TableRow>, column: string): AsyncGenerator<ColumnCell[]> {
  let batch: ColumnCell[] = [];
  for await (const row of rows) {
    batch.push({ line: row.line, cell: row.cell(column) });
    if (batch.length < rowsPerBatch) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
