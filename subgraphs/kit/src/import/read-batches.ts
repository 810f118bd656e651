import type { Table } from '@hearthgate/table';
import type { ReportedRow } from './import-report.ts';
import type { RowReader } from './register-definition.ts';

/** Bounds what lies in memory, and is large enough for a statement's own cost not to matter. */
const rowsPerBatch = 1_000;

/** A row of the file, and what it says where it was accepted. */
export interface ReadRow<Entry> {
  readonly line: number;
  readonly record: Readonly<Record<string, string>>;
  readonly entry: Entry | undefined;
}

/** The counts and notes of the rows read so far. */
export interface Reading {
  read: number;
  accepted: number;
  readonly rejected: ReportedRow[];
  readonly warnings: ReportedRow[];
}

/** Reads the table's rows in their order, and enters each into `reading` as accepted or rejected. */
export async function* readBatches<Entry>(
  table: Table,
  readRow: RowReader<Entry>,
  reading: Reading,
): AsyncGenerator<readonly ReadRow<Entry>[]> {
  let batch: ReadRow<Entry>[] = [];
  for await (const row of table.rows()) {
    const { line, record } = row;
    const verdict = readRow(row);
    reading.read += 1;
    if (verdict.accepted) {
      reading.accepted += 1;
      reading.warnings.push(...verdict.warnings.map((note) => ({ line, ...note })));
    } else {
      reading.rejected.push({ line, column: verdict.column, reason: verdict.reason });
    }
    batch.push({ line, record, entry: verdict.accepted ? verdict.entry : undefined });
    if (batch.length < rowsPerBatch) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
