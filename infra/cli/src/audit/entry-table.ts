import { textTable } from '../text-table.ts';
import type { LogEntry } from './log-entries.ts';

const header = ['INDEX', 'TIME', 'CLIENT', 'LOCATION', 'PURPOSE', 'OUTCOME', 'STUDENTS', 'FIELDS'];

export interface EntryRow {
  readonly entry: LogEntry;
  /** What the last column says; the entry's own fields unless given. */
  readonly fields?: readonly string[];
}

/** Entries as lines of columns. */
export function entryTable(rows: readonly EntryRow[]): string {
  return textTable([
    header,
    ...rows.map(({ entry, fields = entry.fields }) => [
      String(entry.index),
      entry.time,
      entry.client ?? '-',
      entry.location ?? '-',
      entry.purpose ?? '-',
      entry.outcome ?? entry.kind,
      String(entry.subjectCount),
      fields.join(' ') || (entry.kind === 'REQUEST' ? '-' : entry.kind),
    ]),
  ]);
}
