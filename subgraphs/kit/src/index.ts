// Service: what runs beside an agency's database.
export { type AgencyServiceConfig, parseAgencyServiceConfig } from './service/config.ts';
export { accessRows, insertAccessRows } from './agency-token/access-rows.ts';
export type { CoveredCall } from './agency-token/cover-call.ts';
export type { GovernedFields } from './agency-token/governed-fields.ts';
export type { NotPermitted, Permits } from './agency-token/permits.ts';
export {
  type AgreementInForce,
  type AgreementKeeper,
  agreementKeeper,
  type AgreementKeeperOptions,
} from './agreement/agreement-keeper.ts';
export { permitsByAgreement } from './agreement/permits-by-agreement.ts';
export { openPool } from './service/open-pool.ts';
export { readRegister } from './service/read-register.ts';
export { runAgency } from './service/run-agency.ts';
export { serveHouseholdAgency } from './service/serve-household-agency.ts';
export type { ServedAgency } from './service/served-agency.ts';
export { serveSubgraph } from './service/serve-subgraph.ts';
// Database: what provisions it, and how a list goes into a statement.
export { binaryTextArray } from './database/binary-array.ts';
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
export { ImportRefused, type ImportRefusedCode } from './errors.ts';
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
