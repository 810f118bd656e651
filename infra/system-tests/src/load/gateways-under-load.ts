// Starts the gateways that its argument lists, over the same trivial agencies and one Postgres, and tells its parent where they are.
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addSigningKey } from '@hearthgate/gateway/administration';
import { policyFolder } from '@hearthgate/policies';
import { AGENCIES } from '@hearthgate/schema';
import { freePort, startPostgresForTests } from '@hearthgate/tools';
import { provisionAuditLogForTests } from '../audit-log-for-tests.ts';
import { provisionGatewayForTests } from '../gateway-database-for-tests.ts';
import { startIssuerForTests } from '@hearthgate/access-token/testing';
import type { GatewayForLoad } from './start-gateways-for-load.ts';

const children: ChildProcess[] = [];
const folder = await mkdtemp(join(tmpdir(), 'hearthgate-lanes-'));
const postgres = await startPostgresForTests();

async function start(module: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  const child = fork(new URL(module, import.meta.url), args, {
    env: { PATH: '/usr/bin:/bin', NODE_ENV: 'production', ...env },
    execArgv: process.execArgv,
  });
  children.push(child);
  await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => {
      reject(new Error(`${module} ended with ${String(code)}`));
    });
  });
  return child.pid ?? 0;
}

const ports = await Promise.all(AGENCIES.map(async (agency) => [agency, await freePort()] as const));
await start(
  './trivial-agencies.ts',
  ports.map(([agency, port]) => `${agency}=${String(port)}`),
);

const publicUrl = 'http://127.0.0.1/lanes';
const issuer = await startIssuerForTests(publicUrl);
const agreementsFolder = join(folder, 'agreements');
await cp(new URL('./agencies/', policyFolder), agreementsFolder, { recursive: true });
const signingKeysFile = join(folder, 'signing.json');
await writeFile(signingKeysFile, JSON.stringify(addSigningKey([], new Date())));
const database = await provisionGatewayForTests(postgres.url);
const log = await provisionAuditLogForTests(postgres.url, folder);

async function startGateway({
  name,
  lane,
  env,
}: GatewayForLoad): Promise<{ name: string; url: string; pid: number }> {
  const port = String(await freePort());
  const pid = await start('./gateway-of-lane.ts', [lane], {
    HEARTHGATE_GATEWAY_PORT: port,
    HEARTHGATE_GATEWAY_PUBLIC_URL: publicUrl,
    HEARTHGATE_GATEWAY_ISSUER: issuer.url,
    HEARTHGATE_GATEWAY_AGENCIES: ports
      .map(([agency, at]) => `${agency}=http://127.0.0.1:${String(at)}`)
      .join(','),
    HEARTHGATE_GATEWAY_DATABASE_URL: database.databaseUrl,
    HEARTHGATE_GATEWAY_BUDGET_KEY: randomBytes(32).toString('base64'),
    HEARTHGATE_GATEWAY_AGREEMENTS_DIR: agreementsFolder,
    HEARTHGATE_GATEWAY_SIGNING_KEYS_FILE: signingKeysFile,
    HEARTHGATE_GATEWAY_AUDIT_WRITER_URL: log.config.writerUrl,
    HEARTHGATE_GATEWAY_AUDIT_READER_URL: log.config.readerUrl,
    HEARTHGATE_GATEWAY_AUDIT_REVIEW_URL: log.config.reviewUrl,
    HEARTHGATE_GATEWAY_CHECKPOINT_KEYS_FILE: log.config.checkpointKeysFile,
    HEARTHGATE_GATEWAY_SUBJECT_KEYS_FILE: log.config.subjectKeysFile,
    HEARTHGATE_GATEWAY_REQUEST_DEADLINE_MS: '10000',
    ...env,
  });
  return { name, url: `http://127.0.0.1:${port}`, pid };
}

const gateways: Awaited<ReturnType<typeof startGateway>>[] = [];
for (const wanted of JSON.parse(process.argv[2] ?? '[]') as GatewayForLoad[]) {
  gateways.push(await startGateway(wanted));
}
const token = await issuer.sign({
  role: 'SCHOOL_AID_OFFICE',
  location: '3499107001',
  purpose: 'AID_ELIGIBILITY',
});
process.send?.({ gateways, token });

process.once('disconnect', () => {
  void (async () => {
    for (const child of children) if (child.connected) child.disconnect();
    await issuer[Symbol.asyncDispose]();
    await postgres.stop();
    await rm(folder, { recursive: true });
    process.exit();
  })();
});
