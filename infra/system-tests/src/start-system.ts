import { createSecretKey, randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { register as disability } from '@hearthgate/disability';
import { register as enrollment, schools, serveEnrollment } from '@hearthgate/enrollment';
import { type GatewayConfig, type RunningGateway, serveGateway } from '@hearthgate/gateway';
import { addSigningKey } from '@hearthgate/gateway/administration';
import { register as orphans } from '@hearthgate/orphans';
import { policyFolder } from '@hearthgate/policies';
import { register as povertyRegistry } from '@hearthgate/poverty-registry';
import { AGENCIES, type AgencyName, HOUSEHOLD_AGENCIES, type HouseholdAgency } from '@hearthgate/schema';
import {
  agencyDatabaseUrl,
  type AgencyServiceConfig,
  importRegister,
  permitEverything,
  type PseudonymKeyRing,
  provisionAgency,
  serveHouseholdAgency,
} from '@hearthgate/subgraph-kit';
import { register as subsistenceAllowance } from '@hearthgate/subsistence-allowance';
import { type AgencyTap, startAgencyTap } from './agency-tap.ts';
import { freePort } from './free-port.ts';
import { type GatewayDatabaseForTests, provisionGatewayForTests } from './gateway-database-for-tests.ts';
import { type IssuerForTests, startIssuerForTests, type TokenClaims } from './issuer-for-tests.ts';

const definitions = {
  schools,
  enrollment,
  'poverty-registry': povertyRegistry,
  'subsistence-allowance': subsistenceAllowance,
  disability,
  orphans,
};

const assertionFields = {
  'poverty-registry': 'povertyRegistry',
  'subsistence-allowance': 'subsistenceAllowance',
  disability: 'disability',
  orphans: 'orphans',
} as const satisfies Record<HouseholdAgency, string>;

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface SystemUnderTest extends AsyncDisposable {
  readonly url: string;
  readonly issuer: IssuerForTests;
  /** The gateway's signing keys; taken up anew when it changes. */
  readonly signingKeysFile: string;
  /** The agreements in force; after a change: `gateway.reloadPolicies()`. */
  readonly agreementsFolder: string;
  readonly gateway: RunningGateway;
  /** Under another port it serves a replica. */
  readonly gatewayConfig: GatewayConfig;
  readonly taps: Readonly<Record<AgencyName, AgencyTap>>;
  databaseUrl(agency: AgencyName, role: 'owner' | 'service'): string;
  /** Its clients can be changed; `test-client` is registered, without limits. */
  readonly gatewayDatabase: GatewayDatabaseForTests;
  import(agency: AgencyName | 'schools', file: string, asOf?: string): Promise<void>;
  /** POSTs to the gateway; a token is signed for the claims. */
  ask(claims: TokenClaims, body: unknown): Promise<HttpAnswer>;
}

/** The whole system in one process, over databases of its own: five agencies, each behind a tap, and the gateway. */
export async function startSystem(adminUrl: string): Promise<SystemUnderTest> {
  await using stack = new AsyncDisposableStack();
  const suffix = randomBytes(4).toString('hex');
  const passwords = { owner: randomBytes(12).toString('hex'), service: randomBytes(12).toString('hex') };
  const database = (agency: AgencyName): string => `t${suffix}_${agency.replaceAll('-', '_')}`;
  const databaseUrl = (agency: AgencyName, role: 'owner' | 'service'): string =>
    agencyDatabaseUrl({
      clusterUrl: adminUrl,
      agency,
      database: database(agency),
      role,
      password: passwords[role],
    });
  const keyRings = Object.fromEntries(
    HOUSEHOLD_AGENCIES.map((agency) => [
      agency,
      { current: { version: 1, key: createSecretKey(randomBytes(32)) } },
    ]),
  ) as Record<HouseholdAgency, PseudonymKeyRing>;

  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const taps: Partial<Record<AgencyName, AgencyTap>> = {};
  for (const agency of AGENCIES) {
    await provisionAgency({ adminUrl, agency, database: database(agency), passwords });
    const agencyPort = await freePort();
    const tap = stack.use(await startAgencyTap(`http://127.0.0.1:${String(agencyPort)}`));
    const service = await serveAgency(agency, {
      port: agencyPort,
      databaseUrl: databaseUrl(agency, 'service'),
      publicUrl: tap.url,
      gatewayUrl: url,
    });
    stack.defer(() => service.close());
    taps[agency] = tap;
  }
  const allTaps = taps as Record<AgencyName, AgencyTap>;
  const folder = await mkdtemp(join(tmpdir(), 'hearthgate-system-'));
  stack.defer(() => rm(folder, { recursive: true }));
  const agreementsFolder = join(folder, 'agreements');
  await cp(new URL('agencies/', policyFolder), agreementsFolder, { recursive: true });
  const signingKeysFile = join(folder, 'signing.json');
  await writeFile(signingKeysFile, JSON.stringify(addSigningKey([], new Date())));

  const issuer = stack.use(await startIssuerForTests(url));
  const agencyUrls = Object.fromEntries(AGENCIES.map((agency) => [agency, allTaps[agency].url]));
  const gatewayDatabase = await provisionGatewayForTests(adminUrl);
  const gatewayConfig = {
    port,
    publicUrl: url,
    issuer: issuer.url,
    agencyUrls: agencyUrls as Record<AgencyName, string>,
    databaseUrl: gatewayDatabase.databaseUrl,
    budgetKey: createSecretKey(randomBytes(32)),
    agreementsFolder,
    signingKeysFile,
  };
  const gateway = await serveGateway(gatewayConfig);
  stack.defer(() => gateway.close());

  const resources = stack.move();
  return {
    url,
    issuer,
    signingKeysFile,
    agreementsFolder,
    gateway,
    gatewayConfig,
    taps: allTaps,
    databaseUrl,
    gatewayDatabase,
    import: async (agency, file, asOf = '2026-11-01') => {
      const owner = agency === 'schools' ? 'enrollment' : agency;
      await importRegister({
        agency,
        register: definitions[agency],
        file,
        asOf,
        dryRun: false,
        databaseUrl: databaseUrl(owner, 'owner'),
        keyRings,
      });
    },
    ask: async (claims, body) => post(`${url}/graphql`, await issuer.sign(claims), body),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

function serveAgency(agency: AgencyName, config: AgencyServiceConfig): ReturnType<typeof serveEnrollment> {
  const options = { config, permits: permitEverything };
  return agency === 'enrollment'
    ? serveEnrollment(options)
    : serveHouseholdAgency({ ...options, agency, assertionField: assertionFields[agency] });
}

async function post(url: string, token: string, body: unknown): Promise<HttpAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}
