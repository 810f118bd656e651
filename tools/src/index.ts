export { cloneDatabase, databaseUrl } from './clone-database.ts';
export type { ClonedDatabase } from './clone-database.ts';
export { freePort } from './free-port.ts';
