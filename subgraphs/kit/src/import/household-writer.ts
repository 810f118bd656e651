import { keysOf } from '../pseudonym/keys-of.ts';
import type { PseudonymKeyRing } from '../pseudonym/pseudonym-key.ts';
import { insertRawRows } from './insert-raw-rows.ts';
import { insertAssertions } from './insert-assertions.ts';
import type { PersonEntry } from './register-definition.ts';
import type { RegisterWriter } from './register-writer.ts';

/** Writes persons, and their assertions under the current and the previous key. */
export function householdWriter(keyRing: PseudonymKeyRing): RegisterWriter<readonly PersonEntry[]> {
  return {
    lockTable: 'register.import',
    tables: ['register.row', 'register.person', 'register.assertion'],
    async write(execute, rows) {
      await insertRawRows(execute, rows);
      const persons = rows.flatMap(({ line, entry }) => (entry ?? []).map((person) => ({ line, ...person })));
      // Somebody who stands on the register twice is one person of it.
      await execute(
        `insert into register.person (line, id_number, category)
         select * from unnest($1::integer[], $2::text[], $3::text[]) on conflict do nothing`,
        [
          persons.map(({ line }) => line),
          persons.map(({ idNumber }) => idNumber),
          persons.map(({ category }) => category),
        ],
      );
      await insertAssertions(execute, persons, keyRing);
    },
    async record(execute, report) {
      const { asOf, read, accepted, rejected } = report;
      await execute(
        `insert into register.import (as_of, read, accepted, rejected, key_versions, report)
         values ($1, $2, $3, $4, $5, $6)`,
        [
          asOf,
          read,
          accepted,
          rejected.length,
          keysOf(keyRing).map(({ version }) => version),
          JSON.stringify(report),
        ],
      );
    },
  };
}
