import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { z } from 'zod';
import type { RunningSystem } from '../system/start-system.ts';

export interface ServeControlOptions {
  readonly tokens: ReadonlyMap<string, string>;
  readonly system: RunningSystem;
  /** Told when an agency is sent away or comes back, for the report. */
  readonly onOutage: (agency: string, what: string) => void;
}

export interface Control extends AsyncDisposable {
  readonly url: string;
}

const signals: ReadonlyMap<string, NodeJS.Signals> = new Map([
  ['freeze', 'SIGSTOP'],
  ['thaw', 'SIGCONT'],
  ['kill', 'SIGKILL'],
]);

const addressSchema = z.object({ port: z.number() });

/**
 * What a running scenario needs of its runner, on loopback: `GET /tokens`, and `POST /agencies/NAME/freeze`, `thaw` and
 * `kill`. The port is one that nobody knows; what it gives out is good for made-up people only.
 */
export async function serveControl(options: ServeControlOptions): Promise<Control> {
  const { tokens, system, onOutage } = options;
  const server = createServer((request, response) => {
    request.resume();
    if (request.method === 'GET' && request.url === '/tokens') {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(Object.fromEntries(tokens)));
      return;
    }
    const [, agency = '', what = ''] = /^\/agencies\/([a-z-]+)\/([a-z]+)$/.exec(request.url ?? '') ?? [];
    const pid = request.method === 'POST' ? system.runFile().agencies[agency]?.pid : undefined;
    const signal = signals.get(what);
    if (pid === undefined || signal === undefined) {
      answer(response, 404);
      return;
    }
    process.kill(pid, signal);
    onOutage(agency, what);
    answer(response, 204);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = addressSchema.parse(server.address());
  return {
    url: `http://127.0.0.1:${String(port)}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(response: ServerResponse, status: number): void {
  response.statusCode = status;
  response.end();
}
