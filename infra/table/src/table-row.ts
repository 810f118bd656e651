import { EMPTY_CELL } from '@hearthgate/schema';
import type { Cell } from '@hearthgate/schema';
import type { MatchedColumns } from './match-columns.ts';

/** A row of people or things: not blank, no title, no total. */
export interface TableRow {
  readonly line: number;
  /** The cell of a known column, as the file has it; empty where file or row has none. `n` for a repeated column. */
  cell(column: string, n?: number): Cell;
  /** Header → text, all columns, also those that nobody asked for. Cells right of the header are `column N`. */
  readonly record: Record<string, string>;
}

export interface TableRowOptions {
  readonly line: number;
  readonly cells: readonly Cell[];
  readonly columns: MatchedColumns;
  /** One name for each cell of the header, all different. */
  readonly headers: readonly string[];
}

/** A view on the cells: `record` is built when asked for, since not every pass over a file needs it. */
export function tableRow({ line, cells, columns, headers }: TableRowOptions): TableRow {
  return {
    line,
    cell(column, n) {
      const index = n === undefined ? columns.single.get(column) : columns.repeated.get(column)?.get(n);
      return index === undefined ? EMPTY_CELL : (cells[index] ?? EMPTY_CELL);
    },
    get record() {
      const entries = headers.map((header, index): [string, string] => [header, cells[index]?.text ?? '']);
      for (let index = headers.length; index < cells.length; index += 1) {
        const text = cells[index]?.text ?? '';
        if (text !== '') entries.push([`column ${String(index + 1)}`, text]);
      }
      // Not by assignment: a header may be called __proto__.
      return Object.fromEntries(entries);
    },
  };
}
