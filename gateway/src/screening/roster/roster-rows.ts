import { type ColumnCell, openTextTable, type PassedOver, type TextSource } from '@hearthgate/table';
import { rosterColumns, STUDENT_NUMBER } from '@hearthgate/roster';
import { readNdjsonRows } from './read-ndjson-rows.ts';

export type RosterFormat = 'csv' | 'ndjson';

/** A row of a roster: where it stands, and the cell that should hold a student number. */
export type RosterRow = ColumnCell;

export interface RosterRows {
  /** Many at a time: a promise for each would cost more than the row. */
  batches(): AsyncIterable<readonly RosterRow[]>;
  /** Of the pass that was begun last; complete when it is. */
  passedOver(): PassedOver;
}

/**
 * The rows of a roster as it came: CSV as the importers read it, or a JSON object a line.
 * @throws UnusableFile, here and from `batches()`, when it is neither.
 */
export async function openRoster(source: TextSource, format: RosterFormat): Promise<RosterRows> {
  if (format === 'ndjson') return readNdjsonRows(source);
  const table = await openTextTable(source, rosterColumns);
  return { batches: () => table.column(STUDENT_NUMBER), passedOver: () => table.passedOver() };
}
