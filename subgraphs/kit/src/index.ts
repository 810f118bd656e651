// Service: what runs beside an agency's database.
export { type AgencyServiceConfig, parseAgencyServiceConfig } from './service/config.ts';
export { openPool } from './service/open-pool.ts';
export { readRegister } from './service/read-register.ts';
export { serveHouseholdAgency } from './service/serve-household-agency.ts';
export { serveSubgraph } from './service/serve-subgraph.ts';
// Database: what provisions it.
export { agencyDatabase, type AgencyDatabase } from './database/agency-database.ts';
export { agencyDatabaseUrl, type AgencyDatabaseUrlOptions } from './database/agency-database-url.ts';
export { provisionAgency, type ProvisionAgencyOptions } from './database/provision-agency.ts';
// Pseudonyms.
export { parseKeyRing } from './pseudonym/parse-key-ring.ts';
export { personRef } from './pseudonym/person-ref.ts';
export type { PseudonymKey, PseudonymKeyRing } from './pseudonym/pseudonym-key.ts';
// Tables: CSV and XLSX files as agencies and schools send them.
export type { ColumnSpec } from './table/column-spec.ts';
export { openTable, type PassedOver, type Table } from './table/open-table.ts';
export type { TableRow } from './table/table-row.ts';
export { UnusableFile } from './table/unusable-file.ts';
