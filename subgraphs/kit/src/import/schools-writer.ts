import type { SchoolEntry } from './register-definition.ts';
import type { RegisterWriter } from './register-writer.ts';
import { storableText } from './storable-text.ts';

/** Writes the directory of schools, which lies in enrollment's database and is replaced apart from its register. */
export function schoolsWriter(): RegisterWriter<SchoolEntry> {
  return {
    lockTable: 'register.directory_import',
    tables: ['register.school'],
    async write(execute, rows) {
      const schools = rows.flatMap(({ entry }) => (entry ? [entry] : []));
      await execute(
        `insert into register.school (school_code, name, stage, division_code)
         select * from unnest($1::text[], $2::text[], $3::text[], $4::text[])`,
        [
          schools.map(({ schoolCode }) => schoolCode),
          schools.map(({ name }) => storableText(name)),
          schools.map(({ stage }) => stage),
          schools.map(({ divisionCode }) => divisionCode),
        ],
      );
    },
    async record(execute, report) {
      const { asOf, read, accepted, rejected } = report;
      await execute(
        `insert into register.directory_import (as_of, read, accepted, rejected, report)
         values ($1, $2, $3, $4, $5)`,
        [asOf, read, accepted, rejected.length, JSON.stringify(report)],
      );
    },
  };
}
