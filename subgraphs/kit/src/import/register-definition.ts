import type { HouseholdAgency, IdNumber, SchoolCode, Stage, StudentNumber } from '@hearthgate/schema';
import type { ColumnSpec, TableRow } from '@hearthgate/table';
import type { RegisterName } from './import-report.ts';

export interface RowContext {
  /** The register's as-of date, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** A number of this file that ends in 000 fails: a spreadsheet has been at it, and no such number can be trusted. */
  readonly zerosAreSuspect: boolean;
  /** Under which n a column such as 成员{n}身份证号 stands in the file, rising. */
  numbersOf(column: string): readonly number[];
}

export interface Note {
  readonly column: string;
  readonly reason: string;
}

export type RowVerdict<Entry> =
  | { readonly accepted: true; readonly entry: Entry; readonly warnings: readonly Note[] }
  | ({ readonly accepted: false } & Note);

/** Reads the rows of one file in their order. */
export type RowReader<Entry> = (row: TableRow) => RowVerdict<Entry>;

/** What an agency's own package says about its register: columns, and what makes a row count. */
export interface RegisterDefinition<Name extends RegisterName, Entry> {
  readonly agency: Name;
  readonly columns: readonly ColumnSpec[];
  /** Where a spreadsheet that shortens long numbers would show: read once before the rows are. */
  readonly numberColumns: readonly {
    readonly column: string;
    readonly holds: 'id-number' | 'student-number';
  }[];
  openReader(context: RowContext): RowReader<Entry>;
}

/** An active entry of a person. */
export interface PersonEntry {
  readonly idNumber: IdNumber;
  readonly category: string;
}

export interface StudentEntry {
  readonly studentNumber: StudentNumber;
  /** Null when the file has no usable one: then the student is on no roll. */
  readonly schoolCode: SchoolCode | null;
  readonly stage: Stage | null;
  readonly onRoll: boolean;
  readonly idNumber: IdNumber | null;
  readonly guardianIdNumbers: readonly IdNumber[];
}

export interface SchoolEntry {
  readonly schoolCode: SchoolCode;
  readonly name: string;
  readonly stage: Stage | null;
  readonly divisionCode: string;
}

/** A row may give several entries (head and members), or none when it is not active. */
export type HouseholdRegister = RegisterDefinition<HouseholdAgency, readonly PersonEntry[]>;
export type EnrollmentRegister = RegisterDefinition<'enrollment', StudentEntry>;
export type SchoolDirectory = RegisterDefinition<'schools', SchoolEntry>;
export type AnyRegister = HouseholdRegister | EnrollmentRegister | SchoolDirectory;
