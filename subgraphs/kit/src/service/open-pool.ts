import { openPool as openBoundedPool } from '@hearthgate/database';
import type pg from 'pg';
import { limits } from './limits.ts';

/** Connections of the service role, bounded in number and in time. */
export function openPool(databaseUrl: string): pg.Pool {
  return openBoundedPool({
    databaseUrl,
    maxConnections: limits.maxDatabaseConnections,
    connectTimeoutMs: limits.databaseConnectTimeoutMs,
    statementTimeoutMs: limits.databaseStatementTimeoutMs,
  });
}
