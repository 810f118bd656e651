import { rmSync } from 'node:fs';
import { AGENCIES } from '@hearthgate/schema';
import { dataDirPaths } from '../data-dir/data-dir-paths.ts';
import { writeFileAtomically } from '../data-dir/write-file-atomically.ts';
import { type RunFile, runFileSchema } from './run-file.ts';

export interface RunFileKeeper {
  /** A service runs under this process id now; rewrites the file if it is there. */
  setPid(service: string, pid: number): void;
  /** Writes the file for the first time: from now on everything is ready. */
  publish(clients: RunFile['clients'], users: RunFile['users']): RunFile;
  remove(): void;
}

export interface KeepRunFileOptions {
  readonly dataDir: string;
  /** By service; without `postgres` when a Postgres from outside is used. */
  readonly ports: ReadonlyMap<string, number>;
  readonly databaseUrl: string | undefined;
}

/** Keeps `run.json` true while services come and go. */
export function keepRunFile({ dataDir, ports, databaseUrl }: KeepRunFileOptions): RunFileKeeper {
  const file = dataDirPaths(dataDir).runFile;
  const pids = new Map<string, number>();
  let clients: RunFile['clients'] | undefined;
  let users: RunFile['users'] = [];
  const serviceOf = (name: string, servedBy = name) => ({
    url: `http://127.0.0.1:${String(ports.get(name))}`,
    pid: pids.get(servedBy) ?? 0,
  });
  const write = (): RunFile => {
    const content = runFileSchema.parse({
      gateway: serviceOf('gateway'),
      issuer: serviceOf('issuer'),
      console: serviceOf('console'),
      operations: serviceOf('operations', 'gateway'),
      screeningWorker: serviceOf('screening-worker'),
      agencies: Object.fromEntries(AGENCIES.map((agency) => [agency, serviceOf(agency)])),
      postgres: { port: ports.get('postgres') ?? portOf(databaseUrl), pid: pids.get('postgres') ?? null },
      clients: clients ?? [],
      users,
    });
    writeFileAtomically(file, `${JSON.stringify(content, null, 2)}\n`);
    return content;
  };
  return {
    setPid: (service, pid) => {
      pids.set(service, pid);
      if (clients !== undefined) write();
    },
    publish: (knownClients, knownUsers) => {
      clients = knownClients;
      users = knownUsers;
      return write();
    },
    remove: () => {
      clients = undefined;
      rmSync(file, { force: true });
    },
  };
}

function portOf(databaseUrl = ''): number {
  const { port } = new URL(databaseUrl);
  return port === '' ? 5432 : Number(port);
}
