export { cloneDatabase, databaseUrl } from './clone-database.ts';
export type { ClonedDatabase } from './clone-database.ts';
export { freePort } from './free-port.ts';
export { startPostgresForTests } from './start-postgres-for-tests.ts';
export type { PostgresForTests } from './start-postgres-for-tests.ts';
