// What an operator does to the gateway's database, apart from the gateway: loads none of its server.
export type { ClientRow } from './clients/client-row.ts';
export { endClient } from './clients/end-client.ts';
export { listClientRows } from './clients/list-client-rows.ts';
export { saveClient, type SavedClient } from './clients/save-client.ts';
export { gatewayDatabaseUrl, type GatewayDatabaseUrlOptions } from './database/gateway-database-url.ts';
export { provisionGateway, type ProvisionGatewayOptions } from './database/provision-gateway.ts';
export { addWrappingKey } from './screening/key/add-wrapping-key.ts';
export { parseWrappingKeys, type StoredWrappingKey } from './screening/key/stored-wrapping-keys.ts';
export { addSigningKey } from './signing-keys/add-signing-key.ts';
export { type SigningKeyState, signingKeyStates } from './signing-keys/signing-key-states.ts';
export { parseSigningKeys, type StoredSigningKey } from './signing-keys/stored-signing-keys.ts';
