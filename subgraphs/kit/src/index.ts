// Service: what runs beside an agency's database.
export { type AgencyServiceConfig, parseAgencyServiceConfig } from './service/config.ts';
export { openPool } from './service/open-pool.ts';
export { readRegister } from './service/read-register.ts';
export { serveHouseholdAgency } from './service/serve-household-agency.ts';
export { serveSubgraph } from './service/serve-subgraph.ts';
