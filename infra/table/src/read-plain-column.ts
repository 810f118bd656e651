import { EMPTY_CELL } from '@hearthgate/schema';
import type { Cell } from '@hearthgate/schema';
import type { TextEncoding } from './detect-encoding.ts';
import { isBlank } from './is-blank.ts';
import { isTotalRow } from './is-total-row.ts';
import { MAX_COLUMNS, MAX_RECORD_BYTES } from './limits.ts';
import type { RawRow } from './raw-row.ts';
import { textLines } from './text-lines.ts';
import type { TextSource } from './text-source.ts';
import { UnusableFile } from './unusable-file.ts';

/** A cell of one column, and the line on which its row starts. */
export interface ColumnCell {
  readonly line: number;
  readonly cell: Cell;
}

/** A text in which no quotation mark stands: each line is a row, and each separator separates. */
export interface PlainText {
  readonly source: TextSource;
  readonly encoding: TextEncoding;
  readonly delimiter: string;
}

export interface ReadPlainColumnOptions {
  readonly text: PlainText;
  readonly headerLine: number;
  /** Of the column among the cells. */
  readonly index: number;
  /** Those of all columns that the table must have. */
  readonly required: readonly number[];
  /** Counted on. */
  readonly passed: { blank: number; total: number };
}

/** A row with this is neither blank nor a total, so that its other cells need not be looked at. */
const STUDENT_NUMBER = /^[GJL]\d{17}[\dX]$/;

/**
 * One column of a text without quotation marks, line by line, in one pass and without a parser; a test holds it equal to
 * `rows()`. Gives as many cells at a time as a piece of the source has.
 * @throws UnusableFile for a line beyond what a row may be.
 */
export async function* readPlainColumn(options: ReadPlainColumnOptions): AsyncGenerator<ColumnCell[]> {
  const { text, headerLine } = options;
  const { source, encoding } = text;
  let rest = '';
  let line = 0;
  const take = (lines: readonly string[]): ColumnCell[] => {
    const cells: ColumnCell[] = [];
    for (const row of lines) {
      line += 1;
      if (row.length > MAX_RECORD_BYTES) throw tooLong(source, line);
      const cell = cellOf(row, line > headerLine, options);
      if (cell) cells.push({ line, cell });
    }
    return cells;
  };
  for await (const piece of textLines(source, encoding)) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_RECORD_BYTES) throw tooLong(source, line + lines.length + 1);
    if (lines.length > 0) yield take(lines);
  }
  if (rest !== '') yield take([rest]);
}

/** The rows of such a text, one by one. */
export async function* readPlainRows({ source, encoding, delimiter }: PlainText): AsyncGenerator<RawRow> {
  let rest = '';
  let line = 0;
  for await (const piece of textLines(source, encoding)) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_RECORD_BYTES) throw tooLong(source, line + lines.length + 1);
    for (const row of lines) yield { line: (line += 1), cells: cellsOf(row, delimiter) };
  }
  if (rest !== '') yield { line: line + 1, cells: cellsOf(rest, delimiter) };
}

function cellsOf(row: string, delimiter: string): Cell[] {
  return row.split(delimiter).map((text): Cell => (text === '' ? EMPTY_CELL : { text, kind: 'text' }));
}

/** The column's cell of a row; undefined for a row that is nobody's, which is counted. */
function cellOf(
  row: string,
  belowHeader: boolean,
  { text: { source, delimiter }, index, required, passed }: ReadPlainColumnOptions,
): Cell | undefined {
  const written = belowHeader ? textAt(row, delimiter, index) : '';
  if (STUDENT_NUMBER.test(written)) return { text: written, kind: 'text' };
  const cells = cellsOf(row, delimiter);
  if (cells.length > MAX_COLUMNS) {
    throw new UnusableFile(source.name, 'a line has too many columns; is this a table?');
  }
  if (cells.every(isBlank)) {
    passed.blank += 1;
    return undefined;
  }
  if (!belowHeader) return undefined;
  if (isTotalRow(cells, required)) {
    passed.total += 1;
    return undefined;
  }
  return cells[index] ?? EMPTY_CELL;
}

/** The text of a cell, without taking its row apart. */
function textAt(row: string, delimiter: string, index: number): string {
  let from = 0;
  for (let at = 0; at < index; at += 1) {
    const next = row.indexOf(delimiter, from);
    if (next === -1) return '';
    from = next + 1;
  }
  const to = row.indexOf(delimiter, from);
  return to === -1 ? row.slice(from) : row.slice(from, to);
}

function tooLong(source: TextSource, line: number): UnusableFile {
  return new UnusableFile(source.name, `line ${String(line)} is too long; is this a table?`);
}
