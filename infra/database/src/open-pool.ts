import pg from 'pg';
import { pooledClient } from './pooled-client.ts';

export interface OpenPoolOptions {
  readonly databaseUrl: string;
  readonly maxConnections: number;
  /** Also how long a query waits for a free connection. */
  readonly connectTimeoutMs: number;
  readonly statementTimeoutMs: number;
  /** Sends statements without waiting for the answers of those before them; off unless told. */
  readonly pipeline?: boolean;
  /** Postgres' settings of each connection, over the server's and the role's defaults. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Connections bounded in number and in time; a connection that Postgres drops is replaced. */
export function openPool(options: OpenPoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: withSettings(options.databaseUrl, options.settings ?? {}),
    max: options.maxConnections,
    connectionTimeoutMillis: options.connectTimeoutMs,
    statement_timeout: options.statementTimeoutMs,
    pipeline: options.pipeline ?? false,
    // Postgres ends a statement that takes too long; the client ends the wait for a server that is frozen or cut off.
    Client: pooledClient(options.statementTimeoutMs + 500),
  });
  // An idle connection that breaks (Postgres restarting) would otherwise end the process.
  pool.on('error', () => undefined);
  // So would one that breaks between two statements of whoever has it: the next statement fails, which they see.
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  return pool;
}

/**
 * Settings as Postgres reads them of a connection (`options` of the start-up message), where a space or backslash is
 * written with a backslash. Behind those that the URL may name itself: the last one counts.
 */
function withSettings(databaseUrl: string, settings: Readonly<Record<string, string>>): string {
  const own = Object.entries(settings).map(
    ([name, value]) => `-c ${name}=${value.replaceAll(/[\\ ]/g, String.raw`\$&`)}`,
  );
  if (own.length === 0) return databaseUrl;
  const url = new URL(databaseUrl);
  url.searchParams.set('options', [url.searchParams.get('options') ?? '', ...own].join(' ').trim());
  return url.href;
}
