// Client systems, as issuer and gateway know them.
export { clientKeyFile } from './client-keys/client-key-file.ts';
export { type ClientDatabases, listClients } from './issuer/list-clients.ts';
export { registerClient, type RegisterClientOptions } from './issuer/register-client.ts';
export type { RegisteredClient } from './issuer/registered-client.ts';
export { type ClientChange, revokeClient } from './issuer/revoke-client.ts';
export { rotateClientKey } from './issuer/rotate-client-key.ts';
