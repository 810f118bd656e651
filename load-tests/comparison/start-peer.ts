import { join } from 'node:path';
import { freePortBase } from '../processes/free-port-base.ts';
import { type RunningProcess, startProcess } from '../processes/start-process.ts';
import type { Reaper } from '../processes/start-reaper.ts';
import type { Peer } from './gateway-names.ts';
import { peersPackage } from './peers-package.ts';

export interface StartPeerOptions {
  readonly peer: Peer;
  readonly supergraphFile: string;
  readonly agencyUrls: ReadonlyMap<string, string>;
  /** Its program, where it is installed. */
  readonly hiveRouter: string | undefined;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly reaper: Reaper;
}

export interface StartedPeer {
  readonly url: string;
  readonly running: RunningProcess;
}

interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a peer, each as its own documentation starts it for production: one process, nothing logged for each request. */
export async function startPeer(options: StartPeerOptions): Promise<StartedPeer> {
  const { peer, folder, env, reaper } = options;
  const port = await freePortBase([0]);
  const launch = launchOf(options, String(port));
  const running = startProcess({
    name: peer,
    command: launch.command,
    args: launch.args,
    env: { ...env, NODE_ENV: 'production', ...launch.env },
    cwd: folder,
    logFile: join(folder, `${peer}.log`),
    reaper,
  });
  return { url: `http://127.0.0.1:${String(port)}/graphql`, running };
}

function launchOf(options: StartPeerOptions, port: string): Launch {
  const { peer, supergraphFile, agencyUrls, hiveRouter = '' } = options;
  const node = (file: string, ...args: readonly string[]): Launch => ({
    command: process.execPath,
    args: [join(peersPackage, file), ...args],
  });
  const hiveGateway = (...more: readonly string[]): Launch =>
    node(
      'node_modules/@graphql-hive/gateway/dist/bin.js',
      ...[
        'supergraph',
        supergraphFile,
        '--host',
        '127.0.0.1',
        '--port',
        port,
        '--fork',
        '1',
        '--jit',
        ...more,
      ],
    );
  const launches: Readonly<Record<Peer, () => Launch>> = {
    'hive-router': () => ({
      command: hiveRouter,
      args: [],
      // At its default level it writes a line for every request.
      env: { PORT: port, HOST: '127.0.0.1', SUPERGRAPH_FILE_PATH: supergraphFile, LOG_LEVEL: 'error' },
    }),
    'hive-gateway': () => hiveGateway(),
    'hive-gateway-router': () => hiveGateway('--hive-router-runtime'),
    'apollo-gateway': () => node('gateways/apollo-gateway.ts', port, supergraphFile),
    stitching: () =>
      node('gateways/stitching.ts', port, ...[...agencyUrls].map(([agency, url]) => `${agency}=${url}`)),
  };
  return launches[peer]();
}
