import type { ColumnSpec } from './column-spec.ts';
import { isBlank } from './is-blank.ts';
import { MAX_ROWS_TO_HEADER } from './limits.ts';
import { matchColumns } from './match-columns.ts';
import type { MatchedColumns } from './match-columns.ts';
import type { RawRow, RowSource } from './raw-row.ts';

export interface Header {
  readonly row: RawRow;
  readonly columns: MatchedColumns;
  /** Rows above it that are not blank. */
  readonly titleRows: number;
  /** Is there any row below it that is not blank? */
  readonly hasRows: boolean;
}

/** The row that came nearest to being the header. */
export interface NearMiss {
  readonly line: number;
  readonly found: number;
  readonly missing: readonly ColumnSpec[];
}

export type FoundHeader =
  | { readonly ok: true; readonly header: Header }
  | { readonly ok: false; readonly best: NearMiss | undefined; readonly blank: boolean };

/**
 * The first row, among the first 30 that are not blank, in which every required column stands by its name or an alias.
 * Rows above it are titles and notes. Where none does, the row with the most required columns (`best`), if any has one.
 */
export async function findHeader(rows: RowSource, columns: readonly ColumnSpec[]): Promise<FoundHeader> {
  const required = columns.filter((column) => column.required).length;
  let seen = 0;
  let best: NearMiss | undefined;
  let header: Omit<Header, 'hasRows'> | undefined;
  for await (const row of rows()) {
    if (row.cells.every(isBlank)) continue;
    if (header) return { ok: true, header: { ...header, hasRows: true } };
    const matched = matchColumns(row.cells, columns);
    const found = required - matched.missing.length;
    if (matched.missing.length === 0 && matched.single.size + matched.repeated.size > 0) {
      header = { row, columns: matched, titleRows: seen };
      continue;
    }
    if (found > (best?.found ?? 0)) best = { line: row.line, found, missing: matched.missing };
    seen += 1;
    if (seen === MAX_ROWS_TO_HEADER) break;
  }
  if (header) return { ok: true, header: { ...header, hasRows: false } };
  return { ok: false, best, blank: seen === 0 };
}
