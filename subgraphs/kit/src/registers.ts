// What an agency's register is, and what is done to its database apart from the service: loads none of its server.
export { agencyDatabase, type AgencyDatabase } from './database/agency-database.ts';
export { agencyDatabaseUrl, type AgencyDatabaseUrlOptions } from './database/agency-database-url.ts';
export {
  type AgencyPasswords,
  provisionAgency,
  type ProvisionAgencyOptions,
} from './database/provision-agency.ts';
// Pseudonyms.
export { parseKeyRing } from './pseudonym/parse-key-ring.ts';
export { personRef } from './pseudonym/person-ref.ts';
export type { PseudonymKey, PseudonymKeyRing } from './pseudonym/pseudonym-key.ts';
// Tables: what an agency's package and whoever imports need of them.
export { type ColumnSpec, openTable, type PassedOver, type TableRow, UnusableFile } from '@hearthgate/table';
// Import: registers into databases, and what an agency's package needs to define its own.
export { ImportRefused, type ImportRefusedCode } from './import/import-refused.ts';
export { idColumnNames } from './import/id-column-names.ts';
export type { ImportReport, RegisterName, ReportedRow } from './import/import-report.ts';
export { importRegister, type ImportRegisterOptions } from './import/import-register.ts';
export { readChoice } from './import/read-choice.ts';
export { readIdNumber, readStudentNumber } from '@hearthgate/schema';
export type {
  AnyRegister,
  EnrollmentRegister,
  HouseholdRegister,
  Note,
  PersonEntry,
  RowContext,
  RowReader,
  RowVerdict,
  SchoolDirectory,
  SchoolEntry,
  StudentEntry,
} from './import/register-definition.ts';
export { rekeyRegister, type RekeyRegisterOptions } from './import/rekey-register.ts';
