import pg from 'pg';
import { limits } from './limits.ts';

/** Connections of the service role, bounded in number and in time; a connection that Postgres drops is replaced. */
export function openPool(databaseUrl: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: limits.maxDatabaseConnections,
    connectionTimeoutMillis: limits.databaseConnectTimeoutMs,
    statement_timeout: limits.databaseStatementTimeoutMs,
  });
  // An idle connection that breaks (Postgres restarting) would otherwise end the process.
  pool.on('error', () => undefined);
  return pool;
}
