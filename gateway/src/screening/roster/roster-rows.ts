import type { Cell } from '@hearthgate/schema';
import { openTextTable, type PassedOver, type TextSource } from '@hearthgate/table';
import { rosterColumns, STUDENT_NUMBER } from '@hearthgate/roster';
import { readNdjsonRows } from './read-ndjson-rows.ts';

export type RosterFormat = 'csv' | 'ndjson';

/** A row of a roster: where it stands, and the cell that should hold a student number. */
export interface RosterRow {
  readonly line: number;
  readonly cell: Cell;
}

export interface RosterRows {
  rows(): AsyncIterable<RosterRow>;
  /** Of the pass that was begun last; complete when it is. */
  passedOver(): PassedOver;
}

/**
 * The rows of a roster as it came: CSV as the importers read it, or a JSON object a line.
 * @throws UnusableFile, here and from `rows()`, when it is neither.
 */
export async function openRoster(source: TextSource, format: RosterFormat): Promise<RosterRows> {
  if (format === 'ndjson') return readNdjsonRows(source);
  const table = await openTextTable(source, rosterColumns);
  async function* rows(): AsyncGenerator<RosterRow> {
    for await (const row of table.rows()) yield { line: row.line, cell: row.cell(STUDENT_NUMBER) };
  }
  return { rows, passedOver: () => table.passedOver() };
}
