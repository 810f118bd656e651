import { type AgencyName, HOUSEHOLD_AGENCIES, type HouseholdAgency } from '@hearthgate/schema';
import { currentVersions } from '../pseudonym/current-versions.ts';
import { keysOf } from '../pseudonym/keys-of.ts';
import type { PseudonymKeyRing } from '../pseudonym/pseudonym-key.ts';
import { type Execute, inImportTransaction } from './in-import-transaction.ts';
import { insertAssertions } from './insert-assertions.ts';
import { insertRoll } from './insert-roll.ts';
import type { PersonEntry, StudentEntry } from './register-definition.ts';
import { requireKeyRings } from './require-key-rings.ts';
import type { KeyRings } from './roll-row.ts';

export interface RekeyRegisterOptions {
  /** As the database's owner. */
  readonly databaseUrl: string;
  readonly agency: AgencyName;
  /** A household agency needs its own, enrollment all of them. */
  readonly keyRings: Readonly<Partial<Record<HouseholdAgency, PseudonymKeyRing>>>;
}

const rowsPerBatch = 1_000;

/**
 * Computes all refs anew from the stored ID numbers, in one transaction: an agency's under the current and the previous
 * key, enrollment's under each agency's current one. Without a register there is nothing to do.
 *
 * To rotate a key without a gap: give it to the agency first, which then answers for both versions, and to enrollment,
 * which then gives out the new one, afterwards. Refs under a version that left the ring are gone.
 *
 * @throws ImportRefused: `KEYS_MISSING`, `DATABASE_FAILED`, `COMMIT_UNKNOWN`.
 */
export async function rekeyRegister({ databaseUrl, agency, keyRings }: RekeyRegisterOptions): Promise<void> {
  if (agency === 'enrollment') {
    const all = requireKeyRings(HOUSEHOLD_AGENCIES, keyRings);
    const tables = ['register.roll'];
    const replace = (execute: Execute): Promise<void> => rekeyRoll(execute, all);
    return inImportTransaction({ databaseUrl, lockTable: 'register.import', tables, replace });
  }
  const own = requireKeyRings([agency], keyRings)[agency];
  const tables = ['register.assertion'];
  const replace = (execute: Execute): Promise<void> => rekeyAssertions(execute, own);
  return inImportTransaction({ databaseUrl, lockTable: 'register.import', tables, replace });
}

async function rekeyAssertions(execute: Execute, keyRing: PseudonymKeyRing): Promise<void> {
  await execute('delete from register.assertion');
  let last: PersonEntry | undefined;
  for (;;) {
    const persons: PersonEntry[] = await execute<PersonEntry>(
      `select id_number as "idNumber", category from register.person
       where (id_number, category) > ($1, $2) order by id_number, category limit ${rowsPerBatch}`,
      [last?.idNumber ?? '', last?.category ?? ''],
    );
    if (persons.length === 0) break;
    await insertAssertions(execute, persons, keyRing);
    last = persons.at(-1);
  }
  const versions = keysOf(keyRing).map(({ version }) => version);
  await setKeyVersions(execute, versions);
}

interface StoredStudent extends Omit<StudentEntry, 'onRoll'> {
  readonly line: number;
}

async function rekeyRoll(execute: Execute, keyRings: KeyRings): Promise<void> {
  await execute('delete from register.roll');
  let lastLine = 0;
  for (;;) {
    const students: StoredStudent[] = await execute<StoredStudent>(
      `select line, student_number as "studentNumber", school_code as "schoolCode", stage, id_number as "idNumber",
              guardian_id_numbers as "guardianIdNumbers"
       from register.student where on_roll and line > $1 order by line limit ${rowsPerBatch}`,
      [lastLine],
    );
    if (students.length === 0) break;
    await insertRoll(execute, students, keyRings);
    lastLine = students.at(-1)?.line ?? lastLine;
  }
  await setKeyVersions(execute, currentVersions(keyRings));
}

/** Of the latest import, the one that `shared.register` shows. */
async function setKeyVersions(
  execute: Execute,
  versions: readonly number[] | Record<string, number>,
): Promise<void> {
  await execute(
    'update register.import set key_versions = $1 where id = (select max(id) from register.import)',
    [versions],
  );
}
