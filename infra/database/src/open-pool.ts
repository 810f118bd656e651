import pg from 'pg';

export interface OpenPoolOptions {
  readonly databaseUrl: string;
  readonly maxConnections: number;
  /** Also how long a query waits for a free connection. */
  readonly connectTimeoutMs: number;
  readonly statementTimeoutMs: number;
  /** Sends statements without waiting for the answers of those before them; off unless told. */
  readonly pipeline?: boolean;
}

/** Connections bounded in number and in time; a connection that Postgres drops is replaced. */
export function openPool(options: OpenPoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    max: options.maxConnections,
    connectionTimeoutMillis: options.connectTimeoutMs,
    statement_timeout: options.statementTimeoutMs,
    pipeline: options.pipeline ?? false,
    // Postgres ends a statement that takes too long; this ends the wait for a server that is frozen or cut off.
    query_timeout: options.statementTimeoutMs + 500,
  });
  // An idle connection that breaks (Postgres restarting) would otherwise end the process.
  pool.on('error', () => undefined);
  // So would one that breaks between two statements of whoever has it: the next statement fails, which they see.
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  return pool;
}
