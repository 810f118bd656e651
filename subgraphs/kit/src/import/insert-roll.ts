import type { Execute } from './in-import-transaction.ts';
import type { StudentEntry } from './register-definition.ts';
import { type KeyRings, rollRow } from './roll-row.ts';

/** Students on a roll, by pseudonyms. As JSON, since Postgres unnests lists of lists into one. */
export async function insertRoll(
  execute: Execute,
  students: readonly Omit<StudentEntry, 'onRoll'>[],
  keyRings: KeyRings,
): Promise<void> {
  const rows = students.map((student) => rollRow(student, keyRings));
  await execute('insert into register.roll select * from jsonb_populate_recordset(null::register.roll, $1)', [
    JSON.stringify(rows),
  ]);
}
