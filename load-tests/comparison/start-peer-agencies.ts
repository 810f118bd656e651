import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePortBase } from '../processes/free-port-base.ts';
import { type RunningProcess, startProcess } from '../processes/start-process.ts';
import type { Reaper } from '../processes/start-reaper.ts';
import { untilReady } from '../processes/until-ready.ts';
import type { RunningSystem } from '../system/start-system.ts';
import { agencyDatabaseUrl } from './agency-database-url.ts';
import type { Rows } from './gateway-names.ts';
import { graphqlAnswer } from './graphql-answer.ts';
import { peersPackage } from './peers-package.ts';

export interface StartPeerAgenciesOptions {
  readonly system: RunningSystem;
  readonly rows: Rows;
  readonly env: Readonly<Record<string, string>>;
  readonly reaper: Reaper;
  readonly signal: AbortSignal;
}

export interface PeerAgencies extends AsyncDisposable {
  readonly urls: ReadonlyMap<string, string>;
  readonly pids: Readonly<Record<string, number>>;
}

/** Starts the five agencies that the peers ask, on the databases of a running Hearthgate. */
export async function startPeerAgencies(options: StartPeerAgenciesOptions): Promise<PeerAgencies> {
  const { system, rows, env, reaper, signal } = options;
  await using started = new AsyncDisposableStack();
  const agencies = Object.keys(system.runFile().agencies);
  const portBase = await freePortBase(agencies.map((_, index) => index));
  const running = agencies.map((agency, index): readonly [string, string, RunningProcess] => {
    const port = portBase + index;
    const databaseFile = join(system.folder, `${agency}.database-url`);
    writeFileSync(databaseFile, agencyDatabaseUrl(system.dataDir, agency));
    chmodSync(databaseFile, 0o600);
    const child = startProcess({
      name: `the peers' ${agency}`,
      command: process.execPath,
      args: [
        join(peersPackage, 'agencies', 'serve-agency.ts'),
        ...['--agency', agency, '--port', String(port), '--rows', rows, '--database-file', databaseFile],
      ],
      env: { ...env, NODE_ENV: 'production' },
      logFile: join(system.folder, `peer-${agency}.log`),
      reaper,
    });
    started.use(child);
    return [agency, `http://127.0.0.1:${String(port)}/graphql`, child];
  });
  for (const [, url, child] of running) {
    const look = () => graphqlAnswer(url, { query: '{ __typename }' });
    await untilReady({ running: child, look, signal });
  }
  const all = started.move();
  return {
    urls: new Map(running.map(([agency, url]) => [agency, url])),
    pids: Object.fromEntries(running.map(([agency, , { pid }]) => [agency, pid])),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}
