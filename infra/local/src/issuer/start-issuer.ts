import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { Provider } from 'oidc-provider';
import pg from 'pg';
import { boundedLog } from './bounded-log.ts';
import type { IssuerConfig } from './config.ts';
import { issuerConfiguration } from './issuer-configuration.ts';
import { issuerFront, type PeopleFront } from './issuer-front.ts';
import { keepPurgingRecords } from './keep-purging-records.ts';
import { limits } from './limits.ts';
import { loadSigningKeys } from './load-signing-keys.ts';
import { answerSignIn } from './sign-in/answer-sign-in.ts';
import { passwordPlaces } from './sign-in/password-places.ts';
import { signInAttempts } from './sign-in/sign-in-attempts.ts';

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

  provider.on('authorization.error', (_ctx, error) => {
    log({ event: 'sign_in_refused', error: error.message });
  });

  const server = createServer(
    { requestTimeout: limits.requestTimeoutMs, headersTimeout: limits.requestTimeoutMs },
    issuerFront({
      publicUrl: config.url,
      provider: provider.callback() as RequestListener,
      people: peopleFront(config, provider, pool),
      onFault: (error) => {
        log({ event: 'sign_in_failed', message: error instanceof Error ? error.message : 'unknown' });
      },
    }),
  );
  const purging = keepPurgingRecords(pool);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, '127.0.0.1', resolve);
  });
  return {
    async close() {
      purging.stop();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await closed;
      await pool.end();
    },
  };
}

function peopleFront(config: IssuerConfig, provider: Provider, pool: pg.Pool): PeopleFront | undefined {
  if (config.console === undefined) return undefined;
  const { url: consoleUrl } = config.console;
  const attempts = signInAttempts();
  const places = passwordPlaces({
    maxAtOnce: limits.maxConcurrentPasswordChecks,
    maxWaiting: limits.maxWaitingPasswordChecks,
  });
  const options = { provider, pool, attempts, places, issuerUrl: config.url, consoleUrl };
  return {
    consoleUrl,
    answerSignIn: (request, response) => answerSignIn(request, response, options),
    open: attempts.open,
  };
}
