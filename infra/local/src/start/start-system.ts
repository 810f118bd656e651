import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { prepareAgreements } from '../agreements/prepare-agreements.ts';
import type { LocalConfig } from '../config.ts';
import { acquireLock, type Lock } from '../data-dir/acquire-lock.ts';
import { prepareConsoleKey } from '../client-keys/prepare-console-key.ts';
import { prepareDataDir } from '../data-dir/prepare-data-dir.ts';
import { prepareSecrets } from '../data-dir/prepare-secrets.ts';
import { LocalError } from '../errors.ts';
import { type ClientDatabases, listClients } from '../issuer/list-clients.ts';
import { checkPostgresCanEnter } from '../postgres/check-postgres-can-enter.ts';
import { endStalePostmaster } from '../postgres/end-stale-postmaster.ts';
import { checkDatabaseServer } from '../postgres/check-database-server.ts';
import { keepRunFile } from '../run-file/keep-run-file.ts';
import type { RunFile } from '../run-file/run-file.ts';
import { prepareSigningKeys } from '../signing-keys/prepare-signing-keys.ts';
import { checkPorts } from '../supervisor/check-ports.ts';
import { abortable } from './abortable.ts';
import { readDemoUsers } from './demo-users.ts';
import { groupSupervisor } from './group-supervisor.ts';
import { listeners } from './listeners.ts';
import { systemPorts } from './ports.ts';
import { prepareDemo } from './prepare-demo.ts';
import { closeDefaultDatabases } from './close-default-databases.ts';
import { provisionDatabases } from './provision-databases.ts';
import { type LocalService, otherServices, postgresService } from './services.ts';

export interface StartSystemOptions {
  readonly config: LocalConfig;
  /** One line for whoever watches: progress while starting, restarts later on. */
  readonly onProgress: (line: string) => void;
  /** Ends the start where it stands; what had been started is stopped. */
  readonly signal: AbortSignal;
}

export interface RunningSystem {
  readonly runFile: RunFile;
  /** Which demo the data directory was made with, whatever this start asked for. */
  readonly demo: LocalConfig['demo'];
  /** Stops everything in order and removes `run.json` and the lock. */
  stop(): Promise<void>;
}

/** How long the services of a killed supervisor may take to end by themselves. */
const strayPatienceMs = 15_000;

/**
 * Starts the whole local system: Postgres, its databases, the demo county on a fresh data directory, then issuer,
 * agencies, console, gateway and screening worker together. Resolves when everything is ready and `run.json` says so.
 *
 * Errors: `ALREADY_RUNNING`, `PORT_TAKEN`, `DATA_DIR_UNUSABLE`, `KEYS_LOST`, `POSTGRES_UNUSABLE`, `SERVICE_FAILED`.
 * After an error nothing is left running.
 */
export async function startSystem(options: StartSystemOptions): Promise<RunningSystem> {
  const { config, onProgress, signal } = options;
  const { dataDir, databaseUrl } = config;
  await using started = new AsyncDisposableStack();
  const paths = prepareDataDir(dataDir);
  const lock = lockDataDir(dataDir, paths.lock);
  started.defer(() => {
    lock.release();
  });
  const ports = listeners(config);
  if (databaseUrl === undefined) {
    checkPostgresCanEnter(dataDir);
    await endStalePostmaster(paths.postgres);
  }
  await checkPorts({ ports, patienceMs: lock.wasStale ? strayPatienceMs : 0 });

  const keeper = keepRunFile({ dataDir, ports, databaseUrl });
  started.defer(() => {
    keeper.remove();
  });
  const supervise = groupSupervisor({ paths, keeper, started, onProgress });

  const secrets = prepareSecrets(dataDir, databaseUrl ?? embeddedUrl(config));
  prepareSigningKeys(dataDir);
  const consoleKey = await prepareConsoleKey(dataDir);
  prepareAgreements(dataDir);
  const clusterUrl = databaseUrl ?? embeddedUrl(config, secrets.superuserPassword);
  if (databaseUrl === undefined) {
    onProgress(
      existsSync(join(paths.postgres, 'PG_VERSION'))
        ? 'starting Postgres'
        : 'making a Postgres cluster (once)',
    );
    await abortable(signal, supervise([postgresService(config)]));
    await abortable(signal, closeDefaultDatabases(clusterUrl));
  } else {
    await abortable(signal, checkDatabaseServer(databaseUrl));
  }
  onProgress('preparing the databases');
  const clientDatabases = await abortable(
    signal,
    provisionDatabases({ dataDir, adminUrl: clusterUrl, secrets, auditOrigin: config.auditOrigin }),
  );
  const demo = await abortable(signal, prepareDemo({ config, clientDatabases, onProgress, signal }));

  onProgress('starting issuer, agencies, console, gateway and screening worker');
  const services = otherServices({
    config,
    secrets,
    clusterUrl,
    issuerDatabaseUrl: clientDatabases.databaseUrl,
    consoleKey,
  });
  const isGateway = ({ name }: LocalService): boolean => name === 'gateway' || name === 'screening-worker';
  await abortable(
    signal,
    // Stopped in the opposite order: gateway and worker first, so that they see no agency die.
    Promise.all([
      supervise(services.filter((service) => !isGateway(service))),
      supervise(services.filter(isGateway)),
    ]),
  );
  const runFile = keeper.publish(await registeredClients(clientDatabases), readDemoUsers(dataDir));
  const running = started.move();
  return { runFile, demo, stop: () => running.disposeAsync() };
}

function lockDataDir(dataDir: string, file: string): Lock {
  return acquireLock({
    file,
    refusal: (pid) =>
      new LocalError(
        'ALREADY_RUNNING',
        `Hearthgate already runs in ${dataDir} (process ${String(pid)}): stop it, or choose another --data-dir`,
      ),
  });
}

function embeddedUrl(config: LocalConfig, password?: string): string {
  const url = new URL(`postgresql://127.0.0.1:${String(systemPorts(config.portBase).postgres)}/postgres`);
  if (password !== undefined) {
    url.username = 'postgres';
    url.password = password;
  }
  return url.href;
}

async function registeredClients(databases: ClientDatabases): Promise<RunFile['clients']> {
  const clients = await listClients(databases);
  return clients
    .filter(({ revokedAt }) => revokedAt === null)
    .map(({ id, role, school, division, agency }) => ({ id, role, school, division, agency }));
}
