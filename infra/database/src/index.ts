export { inTransaction, type InTransactionOptions } from './in-transaction.ts';
export { migrate, type MigrateOptions } from './migrate.ts';
export { openPool, type OpenPoolOptions } from './open-pool.ts';
export { provisionDatabase, type ProvisionDatabaseOptions } from './provision-database.ts';
export { withClient } from './with-client.ts';
