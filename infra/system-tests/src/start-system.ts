import { createSecretKey, randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type GatewayConfig,
  type RunningGateway,
  type RunningScreeningWorker,
  type ScreeningWorkerConfig,
  serveGateway,
  serveScreeningWorker,
} from '@hearthgate/gateway';
import { addSigningKey, addWrappingKey } from '@hearthgate/gateway/administration';
import { policyFolder } from '@hearthgate/policies';
import { AGENCIES, type AgencyName } from '@hearthgate/schema';
import { type AgencyDatabasesForTests, provisionAgenciesForTests } from './agency-databases-for-tests.ts';
import type { AgencyTap } from './agency-tap.ts';
import { type AuditLogForTests, provisionAuditLogForTests } from './audit-log-for-tests.ts';
import { freePort } from '@hearthgate/tools';
import { type GatewayDatabaseForTests, provisionGatewayForTests } from './gateway-database-for-tests.ts';
import { type IssuerForTests, startIssuerForTests, type TokenClaims } from '@hearthgate/access-token/testing';
import { type AgencyForTests, serveAgencyForTests } from './serve-agency-for-tests.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface SystemUnderTest extends AgencyDatabasesForTests, AsyncDisposable {
  readonly url: string;
  readonly issuer: IssuerForTests;
  /** The gateway's signing keys; taken up anew when it changes. */
  readonly signingKeysFile: string;
  /** The agreements in force; after a change: `gateway.reloadPolicies()`, and `agreement.reload()` of the agency. */
  readonly agreementsFolder: string;
  readonly agencies: Readonly<Record<AgencyName, AgencyForTests>>;
  readonly gateway: RunningGateway;
  /** Under another port it serves a replica. */
  readonly gatewayConfig: GatewayConfig;
  readonly taps: Readonly<Record<AgencyName, AgencyTap>>;
  /** Its clients can be changed; `test-client` is registered, without limits. */
  readonly gatewayDatabase: GatewayDatabaseForTests;
  readonly auditLog: AuditLogForTests;
  /** A worker of its own in this process, over the same databases and agencies; the caller closes it. */
  startScreeningWorker(unansweredTries?: number): Promise<ScreeningWorkerForTests>;
  /** POSTs to the gateway; a token is signed for the claims. */
  ask(claims: TokenClaims, body: unknown): Promise<HttpAnswer>;
}

export interface ScreeningWorkerForTests extends RunningScreeningWorker, AsyncDisposable {
  readonly config: ScreeningWorkerConfig;
}

export interface StartSystemOptions {
  /** Ten times the default, unless a test is about outages: on a busy machine a late answer would be UNKNOWN. */
  readonly requestDeadlineMs?: number;
  /** Nothing is measured unless a test looks at it. */
  readonly telemetry?: Partial<GatewayConfig['telemetry']>;
  /** Starts another issuer, whose tokens alone the gateway of this URL takes then: `ask` is refused. Gives the issuer's URL. */
  readonly startIssuer?: (gatewayUrl: string) => Promise<string>;
}

const noTelemetry: GatewayConfig['telemetry'] = {
  opsPort: undefined,
  tracesUrl: undefined,
  metricsUrl: undefined,
  sampledShare: 0,
  serviceName: 'test',
};

/** The whole system in one process, over databases of its own: five agencies, each behind a tap, and the gateway. */
export async function startSystem(
  adminUrl: string,
  { requestDeadlineMs = 10_000, telemetry, startIssuer }: StartSystemOptions = {},
): Promise<SystemUnderTest> {
  await using stack = new AsyncDisposableStack();
  const databases = await provisionAgenciesForTests(adminUrl);
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const folder = await mkdtemp(join(tmpdir(), 'hearthgate-system-'));
  stack.defer(() => rm(folder, { recursive: true }));
  const agreementsFolder = join(folder, 'agreements');
  await cp(new URL('./agencies/', policyFolder), agreementsFolder, { recursive: true });
  const issuer = stack.use(await startIssuerForTests(url));
  const agencies: Partial<Record<AgencyName, AgencyForTests>> = {};
  for (const agency of AGENCIES) {
    agencies[agency] = stack.use(
      await serveAgencyForTests({
        agency,
        databaseUrl: databases.databaseUrl(agency, 'service'),
        operatorDatabaseUrl: databases.databaseUrl(agency, 'operator'),
        gatewayUrl: url,
        issuer: issuer.url,
        agreementFile: join(agreementsFolder, agency, 'agreement.cedar'),
      }),
    );
  }
  const allAgencies = agencies as Record<AgencyName, AgencyForTests>;
  const signingKeysFile = await writeKeys(join(folder, 'signing.json'), addSigningKey([], new Date()));

  const screeningKeysFile = await writeKeys(join(folder, 'screening.json'), addWrappingKey([], new Date()));

  const agencyUrls = Object.fromEntries(AGENCIES.map((agency) => [agency, allAgencies[agency].tap.url]));
  const gatewayDatabase = await provisionGatewayForTests(adminUrl);
  const auditLog = await provisionAuditLogForTests(adminUrl, folder);
  const gatewayConfig = {
    port,
    publicUrl: url,
    issuer: (await startIssuer?.(url)) ?? issuer.url,
    agencyUrls: agencyUrls as Record<AgencyName, string>,
    databaseUrl: gatewayDatabase.databaseUrl,
    budgetKey: createSecretKey(randomBytes(32)),
    agreementsFolder,
    signingKeysFile,
    auditLog: auditLog.config,
    screeningKeysFile,
    requestDeadlineMs,
    telemetry: { ...noTelemetry, ...telemetry },
  };
  const gateway = await serveGateway(gatewayConfig);
  stack.defer(() => gateway.close());

  const resources = stack.move();
  return {
    url,
    issuer,
    signingKeysFile,
    agreementsFolder,
    agencies: allAgencies,
    gateway,
    gatewayConfig,
    taps: Object.fromEntries(AGENCIES.map((agency) => [agency, allAgencies[agency].tap])) as Record<
      AgencyName,
      AgencyTap
    >,
    ...databases,
    gatewayDatabase,
    auditLog,
    startScreeningWorker: (unansweredTries = 4) => startScreeningWorker(gatewayConfig, unansweredTries),
    ask: async (claims, body) => post(`${url}/graphql`, await issuer.sign(claims), body),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

async function writeKeys(file: string, keys: unknown): Promise<string> {
  await writeFile(file, JSON.stringify(keys));
  return file;
}

async function startScreeningWorker(
  gatewayConfig: GatewayConfig,
  unansweredTries: number,
): Promise<ScreeningWorkerForTests> {
  const config = { ...gatewayConfig, port: await freePort(), unansweredTries };
  const worker = await serveScreeningWorker(config);
  return { ...worker, config, [Symbol.asyncDispose]: () => worker.close() };
}

async function post(url: string, token: string, body: unknown): Promise<HttpAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}
