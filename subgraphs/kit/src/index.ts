// What runs beside an agency's database.
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
export { binaryTextArray } from './database/binary-array.ts';
