import { freePort } from '@hearthgate/tools';
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gatewayDatabaseUrl, provisionGateway } from '@hearthgate/gateway/administration';
import { AGENCIES } from '@hearthgate/schema';
import type { JWK } from 'jose';
import pg from 'pg';
import { generateClientKey } from '../client-keys/generate-client-key.ts';
import { provisionIssuer } from './provision-issuer.ts';

export interface TestIssuer extends AsyncDisposable {
  readonly url: string;
  readonly databaseUrl: string;
  /** Of a gateway that is not there, as the owner: clients are registered with both. */
  readonly gatewayDatabaseUrl: string;
  readonly dataDir: string;
  readonly audiences: Readonly<Record<string, string>>;
  /** The console's own, where there is one. */
  readonly consoleKey: JWK;
  /** Everything that the process has written so far. */
  output(): string;
  /** The process dies as by a crash and comes back with the same keys and database. */
  crashAndRestart(): Promise<void>;
  /** Ends the process by what a supervisor does; resolves to its exit code. */
  stop(how: 'SIGTERM' | 'disconnect'): Promise<number | null>;
}

export interface TestIssuerOptions {
  /** Lets people sign in: to a console at this URL, which need not be there. */
  readonly consoleUrl?: string;
  /** The audience of what is meant for the gateway; one that is not there unless told. */
  readonly gatewayUrl?: string;
}

/** For tests: the issuer as the supervisor runs it, a process of its own, with a database and a folder of its own. */
export async function startTestIssuer(
  adminUrl: string,
  { gatewayUrl = 'http://gateway.test', consoleUrl }: TestIssuerOptions = {},
): Promise<TestIssuer> {
  const audiences = {
    gateway: gatewayUrl,
    ...Object.fromEntries(AGENCIES.map((agency) => [agency, `http://${agency}.test`] as const)),
  };
  const database = `test_issuer_${randomBytes(6).toString('hex')}`;
  const databaseUrl = await provisionIssuer({
    adminUrl,
    database,
    password: randomBytes(12).toString('hex'),
  });
  const gateway = { database: `${database}_gateway`, password: randomBytes(12).toString('hex') };
  const passwords = { owner: gateway.password, service: gateway.password };
  await provisionGateway({ adminUrl, database: gateway.database, passwords });
  const dataDir = await mkdtemp(join(tmpdir(), 'hearthgate-issuer-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const output: string[] = [];
  const environment: Record<string, string> = {
    HEARTHGATE_ISSUER_PORT: String(port),
    HEARTHGATE_ISSUER_URL: url,
    HEARTHGATE_ISSUER_DATABASE_URL: databaseUrl,
    HEARTHGATE_ISSUER_AUDIENCES: Object.entries(audiences)
      .map(([party, audience]) => `${party}=${audience}`)
      .join(','),
    HEARTHGATE_ISSUER_KEYS_FILE: join(dataDir, 'keys', 'issuer.json'),
  };
  const consoleKey = await generateClientKey();
  if (consoleUrl !== undefined) {
    environment['HEARTHGATE_ISSUER_CONSOLE_URL'] = consoleUrl;
    environment['HEARTHGATE_ISSUER_CONSOLE_PUBLIC_KEY'] = JSON.stringify(consoleKey.publicJwk);
  }
  let child = await start(environment, output);
  return {
    url,
    databaseUrl,
    gatewayDatabaseUrl: gatewayDatabaseUrl({ clusterUrl: adminUrl, role: 'owner', ...gateway }),
    dataDir,
    audiences,
    consoleKey: consoleKey.privateJwk,
    output: () => output.join(''),
    async crashAndRestart() {
      await ended(child, () => child.kill('SIGKILL'));
      child = await start(environment, output);
    },
    stop: (how) => ended(child, () => (how === 'disconnect' ? child.disconnect() : child.kill(how))),
    async [Symbol.asyncDispose]() {
      await ended(child, () => child.kill('SIGKILL'));
      await rm(dataDir, { recursive: true, force: true });
      await dropDatabase(adminUrl, database, [database]);
      await dropDatabase(adminUrl, gateway.database, [gateway.database, `${gateway.database}_owner`]);
    },
  };
}

async function start(env: Record<string, string>, output: string[]): Promise<ChildProcess> {
  const child = fork(new URL('./service.ts', import.meta.url), {
    env,
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  child.stdout?.on('data', (chunk) => output.push(String(chunk)));
  child.stderr?.on('data', (chunk) => output.push(String(chunk)));
  const [message] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as unknown[];
  if (message !== 'ready') throw new Error(`the issuer did not start:\n${output.join('')}`);
  return child;
}

async function ended(child: ChildProcess, end: () => void): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit');
    end();
    await exited;
  }
  return child.exitCode;
}

async function dropDatabase(adminUrl: string, name: string, roles: readonly string[]): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`);
  for (const role of roles) await admin.query(`drop role if exists ${pg.escapeIdentifier(role)}`);
  await admin.end();
}
