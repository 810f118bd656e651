import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener } from 'node:http';
import { Provider } from 'oidc-provider';
import pg from 'pg';
import { boundedLog } from './bounded-log.ts';
import type { IssuerConfig } from './config.ts';
import { issuerConfiguration } from './issuer-configuration.ts';
import { limits } from './limits.ts';
import { loadSigningKeys } from './load-signing-keys.ts';

/** All that the provider may be asked; what else it serves is for people with browsers. */
const served = new Set([
  'POST /token',
  'GET /jwks',
  'GET /.well-known/oauth-authorization-server',
  'GET /.well-known/openid-configuration',
]);

export interface RunningIssuer {
  close(): Promise<void>;
}

/** Starts the issuer; resolves when it listens and its database has answered. */
export async function startIssuer(config: IssuerConfig): Promise<RunningIssuer> {
  const startedAtSeconds = Math.floor(Date.now() / 1000);
  const signingKeys = await loadSigningKeys(config.keysFile);
  const pool = new pg.Pool({
    connectionString: config.databaseUrl,
    max: limits.maxDatabaseConnections,
    connectionTimeoutMillis: limits.databaseConnectTimeoutMs,
    statement_timeout: limits.databaseStatementTimeoutMs,
  });
  // An idle connection that breaks (Postgres restarting) would otherwise end the process.
  pool.on('error', () => undefined);
  await pool.query('select 1 from client limit 1');

  const provider = new Provider(
    config.url,
    issuerConfiguration({ config, pool, signingKeys, startedAtSeconds }),
  );
  provider.proxy = true;
  const log = boundedLog({
    write: (line) => process.stderr.write(line),
    maxLinesPerMinute: limits.maxLogLinesPerMinute,
  });
  provider.on('server_error', (_ctx, error) => {
    log({ event: 'server_error', code: (error as { code?: unknown }).code, message: error.message });
  });
  provider.on('grant.error', (ctx, error) => {
    log({ event: 'token_refused', client: ctx.oidc.client?.clientId, error: error.message });
  });

  const server = createServer(
    { requestTimeout: limits.requestTimeoutMs, headersTimeout: limits.requestTimeoutMs },
    front(config.url, provider.callback() as RequestListener),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, '127.0.0.1', resolve);
  });
  return {
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await closed;
      await pool.end();
    },
  };
}

function front(publicUrl: string, provider: RequestListener): RequestListener {
  return (request, response) => {
    const path = request.url?.split('?')[0] ?? '/';
    if (path === '/healthz') {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}');
    } else if (served.has(`${request.method ?? ''} ${path}`)) {
      asAddressedTo(publicUrl, request);
      provider(request, response);
    } else {
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"not_found"}');
    }
  };
}

/**
 * The provider derives its endpoints, and the URL a DPoP proof must name, from the request's headers. The public URL is
 * configured, so headers have no say in it; and answers are JSON, whatever the caller accepts.
 */
function asAddressedTo(publicUrl: string, request: IncomingMessage): void {
  const { protocol, host } = new URL(publicUrl);
  request.headers['x-forwarded-proto'] = protocol.slice(0, -1);
  request.headers['x-forwarded-host'] = host;
  request.headers.accept = 'application/json';
}
