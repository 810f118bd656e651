import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What came to a server that stands where gateway or agency would, and what its token says. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly claims: Readonly<Record<string, unknown>>;
  body: string;
}

export interface UpstreamForTests extends AsyncDisposable {
  readonly url: string;
  readonly received: Received[];
  /** Answers otherwise than by `{"data":{}}`. */
  respond: (request: IncomingMessage, response: ServerResponse, received: Received) => void;
}

/** A server that writes down what the console sends on; what gateway and agencies do with it, their own tests show. */
export async function upstreamForTests(): Promise<UpstreamForTests> {
  const received: Received[] = [];
  const state: Pick<UpstreamForTests, 'respond'> = {
    respond: (_request, response) => {
      response.setHeader('set-cookie', 'upstream=1');
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{}}');
    },
  };
  const server = createServer((request, response) => {
    const entry: Received = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      claims: claimsOf(request.headers.authorization),
      body: '',
    };
    received.push(entry);
    request.on('data', (chunk: Buffer) => (entry.body += chunk.toString()));
    request.on('end', () => {
      state.respond(request, response, entry);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, {
    url: `http://127.0.0.1:${String(port)}`,
    received,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

function claimsOf(authorization = ''): Record<string, unknown> {
  const payload = authorization.split('.')[1];
  return payload === undefined
    ? {}
    : (JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>);
}
