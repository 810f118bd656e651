import { currentVersions } from '../pseudonym/current-versions.ts';
import { insertRawRows } from './insert-raw-rows.ts';
import { insertRoll } from './insert-roll.ts';
import type { StudentEntry } from './register-definition.ts';
import type { RegisterWriter } from './register-writer.ts';
import type { KeyRings } from './roll-row.ts';

/** Writes students, and the roll under each agency's current key. */
export function enrollmentWriter(keyRings: KeyRings): RegisterWriter<StudentEntry> {
  return {
    lockTable: 'register.import',
    tables: ['register.row', 'register.student', 'register.roll'],
    async write(execute, rows) {
      await insertRawRows(execute, rows);
      const students = rows.flatMap(({ line, entry }) => (entry ? [{ line, ...entry }] : []));
      const stored = students.map((student) => ({
        line: student.line,
        student_number: student.studentNumber,
        school_code: student.schoolCode,
        stage: student.stage,
        on_roll: student.onRoll,
        id_number: student.idNumber,
        guardian_id_numbers: student.guardianIdNumbers,
      }));
      await execute(
        'insert into register.student select * from jsonb_populate_recordset(null::register.student, $1)',
        [JSON.stringify(stored)],
      );
      const onRoll = students.filter((student) => student.onRoll);
      await insertRoll(execute, onRoll, keyRings);
    },
    async record(execute, report) {
      const { asOf, read, accepted, rejected } = report;
      await execute(
        `insert into register.import (as_of, read, accepted, rejected, key_versions, report)
         values ($1, $2, $3, $4, $5, $6)`,
        [asOf, read, accepted, rejected.length, currentVersions(keyRings), JSON.stringify(report)],
      );
    },
  };
}
