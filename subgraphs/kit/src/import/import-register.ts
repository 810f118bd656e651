import { cleanDate, HOUSEHOLD_AGENCIES, type HouseholdAgency } from '@hearthgate/schema';
import { ImportRefused } from './import-refused.ts';
import type { PseudonymKeyRing } from '../pseudonym/pseudonym-key.ts';
import { openTable } from '@hearthgate/table';
import { enrollmentWriter } from './enrollment-writer.ts';
import { haveZerosFailed } from './have-zeros-failed.ts';
import { householdWriter } from './household-writer.ts';
import type { ImportReport, RegisterName } from './import-report.ts';
import { inImportTransaction } from './in-import-transaction.ts';
import { readBatches, type Reading } from './read-batches.ts';
import { refuseUnlessGood } from './refuse-unless-good.ts';
import type { AnyRegister, RegisterDefinition } from './register-definition.ts';
import type { RegisterWriter } from './register-writer.ts';
import { requireKeyRings } from './require-key-rings.ts';
import { schoolsWriter } from './schools-writer.ts';

export interface ImportRegisterOptions {
  readonly agency: RegisterName;
  /** The agency's own columns and rules, from its package. */
  readonly register: AnyRegister;
  readonly file: string;
  /** The register's as-of date, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Reads, checks and writes everything, and undoes it. */
  readonly dryRun: boolean;
  /** As the database's owner. */
  readonly databaseUrl: string;
  /** A household agency needs its own, enrollment all of them, the directory of schools none. */
  readonly keyRings: Readonly<Partial<Record<HouseholdAgency, PseudonymKeyRing>>>;
  readonly onProgress?: ((rowsRead: number) => void) | undefined;
}

/**
 * Replaces an agency's register as a whole by what a file holds, in one transaction, and accounts for every row.
 * However it fails, the old register stays in place; while it runs, readers see the old one. Of a file of any length, no
 * more than a batch of rows and the report is held in memory.
 *
 * Does not check that the file belongs to the agency, beyond its columns, nor that the as-of date is past.
 *
 * @throws UnusableFile when the file cannot be read as this register's table.
 * @throws ImportRefused by its code: `NO_GOOD_ROW`, `TOO_MANY_BAD_ROWS` (both with the report), `KEYS_MISSING`,
 *   `BAD_AS_OF_DATE`, `WRONG_REGISTER`, `DATABASE_FAILED`, `COMMIT_UNKNOWN`.
 *
 * Source: domain.md, "Registers, as agencies export them".
 */
export async function importRegister(options: ImportRegisterOptions): Promise<ImportReport> {
  const { register } = options;
  if (register.agency !== options.agency) {
    throw new ImportRefused(
      'WRONG_REGISTER',
      `the columns of ${register.agency} are not those of ${options.agency}`,
    );
  }
  const asOf = cleanDate({ text: options.asOf, kind: 'text' });
  if (!asOf.ok || asOf.value !== options.asOf) {
    throw new ImportRefused(
      'BAD_AS_OF_DATE',
      'the as-of date must be a date that exists, written YYYY-MM-DD',
    );
  }
  // Each writer goes with its own kind of entry.
  if (register.agency === 'schools') return run(options, register, schoolsWriter());
  if (register.agency === 'enrollment') {
    return run(options, register, enrollmentWriter(requireKeyRings(HOUSEHOLD_AGENCIES, options.keyRings)));
  }
  const keyRings = requireKeyRings([register.agency], options.keyRings);
  return run(options, register, householdWriter(keyRings[register.agency]));
}

async function run<Entry>(
  { file, asOf, dryRun, databaseUrl, onProgress }: ImportRegisterOptions,
  register: RegisterDefinition<RegisterName, Entry>,
  writer: RegisterWriter<Entry>,
): Promise<ImportReport> {
  const table = await openTable(file, register.columns);
  const readRow = register.openReader({
    asOf,
    zerosAreSuspect: await haveZerosFailed(table, register),
    numbersOf: (column) => table.numbersOf(column),
  });
  return inImportTransaction({
    databaseUrl,
    lockTable: writer.lockTable,
    tables: writer.tables,
    dryRun,
    async replace(execute) {
      for (const name of writer.tables) await execute(`delete from ${name}`);
      const reading: Reading = { read: 0, accepted: 0, rejected: [], warnings: [] };
      for await (const batch of readBatches(table, readRow, reading)) {
        await writer.write(execute, batch);
        onProgress?.(reading.read);
      }
      const report = { agency: register.agency, asOf, ...reading, passedOver: table.passedOver() };
      refuseUnlessGood(report);
      await writer.record(execute, report);
      return report;
    },
  });
}
