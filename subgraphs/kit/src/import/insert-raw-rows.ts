import type { Execute } from './in-import-transaction.ts';
import type { ReadRow } from './read-batches.ts';
import { storableText } from './storable-text.ts';

/** The file's rows as they came, for the agency's own people. One broken cell must not cost the whole file. */
export async function insertRawRows(execute: Execute, rows: readonly ReadRow<unknown>[]): Promise<void> {
  const stored = rows.map(({ line, record }) => ({
    line,
    record: Object.fromEntries(
      Object.entries(record).map(([header, text]) => [storableText(header), storableText(text)]),
    ),
  }));
  await execute('insert into register.row select * from jsonb_populate_recordset(null::register.row, $1)', [
    JSON.stringify(stored),
  ]);
}
