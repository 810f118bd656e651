import { createServer, type IncomingMessage, request as httpRequest, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What the wire to an agency does: passes, holds every answer back, breaks, answers nonsense, or is late. */
export type WireState = 'passes' | 'freezes' | 'breaks' | 'garbles' | 'errors';

export interface AskedOfAgency {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  /** The `Authorization` header that came with it. */
  readonly authorization: string | undefined;
  /** Of the agency's answer, once it is there. */
  status?: number;
}

export interface AgencyTap extends AsyncDisposable {
  readonly url: string;
  /** Bodies of the `POST /graphql` requests that reached the agency, in order. */
  readonly asked: AskedOfAgency[];
  state: WireState;
  /** While it is there, calls wait for it before they reach the agency. */
  held: Promise<void> | undefined;
  /** Changes the agency's answers on the way. */
  rewrite: ((answer: string) => string) | undefined;
}

/** Stands on the wire before a real agency: records what reaches it, and acts out outages. */
export async function startAgencyTap(agencyUrl: string): Promise<AgencyTap> {
  const tap: Pick<AgencyTap, 'asked' | 'state' | 'held' | 'rewrite'> = {
    asked: [],
    state: 'passes',
    held: undefined,
    rewrite: undefined,
  };
  const server = createServer((request, response) => {
    void handle(request, response);
  });
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    if (tap.state === 'freezes') return;
    if (tap.state === 'breaks') {
      request.socket.destroy();
      return;
    }
    if (tap.state === 'garbles') {
      response.end('<html>502 Bad Gateway</html>');
      return;
    }
    if (tap.state === 'errors') {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ data: { __typename: 'Query' }, errors: [{ message: 'pathless' }] }));
      return;
    }
    let asked: AskedOfAgency | undefined;
    if (request.method === 'POST') {
      const { authorization } = request.headers;
      asked = { ...(JSON.parse(body.toString()) as AskedOfAgency), authorization };
      tap.asked.push(asked);
    }
    await tap.held;
    const forward = httpRequest(
      new URL(request.url ?? '/', agencyUrl),
      { method: request.method, headers: request.headers },
      (answer) => {
        if (asked && answer.statusCode !== undefined) asked.status = answer.statusCode;
        void passOn(answer, response);
      },
    );
    forward.on('error', () => response.destroy());
    forward.end(body);
  }
  async function passOn(answer: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(answer);
    const changed = tap.rewrite ? Buffer.from(tap.rewrite(body.toString())) : body;
    response.writeHead(answer.statusCode ?? 502, { ...answer.headers, 'content-length': changed.length });
    response.end(changed);
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(tap, {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
