// What an operator does to the gateway's database, apart from the gateway: loads none of its server.
export type { ClientRow } from './clients/client-row.ts';
export { endClient } from './clients/end-client.ts';
export { listClientRows } from './clients/list-client-rows.ts';
export { saveClient, type SavedClient } from './clients/save-client.ts';
export { gatewayDatabaseUrl, type GatewayDatabaseUrlOptions } from './database/gateway-database-url.ts';
export { provisionGateway, type ProvisionGatewayOptions } from './database/provision-gateway.ts';
