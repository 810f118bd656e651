import { openPool } from '@hearthgate/database';
import type pg from 'pg';
import { limits } from '../limits.ts';

/** Connections of the gateway's service role to its own database. */
export function openGatewayPool(databaseUrl: string): pg.Pool {
  return openPool({
    databaseUrl,
    maxConnections: limits.maxDatabaseConnections,
    connectTimeoutMs: limits.databaseConnectTimeoutMs,
    statementTimeoutMs: limits.databaseStatementTimeoutMs,
  });
}
