import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { readTrustedDocuments } from '@hearthgate/schema/trusted-documents';

export interface GatewayRequest {
  /** The document's text, also where its id was sent. */
  readonly query: string;
  readonly variables: { readonly studentNumbers?: string[]; readonly program?: string };
  readonly token: string;
}

export interface GatewayReply {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  /** An object is sent as JSON. `hang up`: the connection is closed without an answer; `silence`: nothing comes. */
  readonly body: object | string | 'hang up' | 'silence';
}

export interface GatewayForTests extends AsyncDisposable {
  readonly url: string;
  /** Every request that came, in order. */
  readonly requests: GatewayRequest[];
  /** Requests about students, without those about registers. */
  chunks(): GatewayRequest[];
  /** What comes instead of the good answer; `undefined`: the good answer. */
  instead: (request: GatewayRequest) => Promise<GatewayReply | undefined> | GatewayReply | undefined;
}

interface Sent extends Pick<GatewayRequest, 'variables'> {
  readonly query?: string;
  readonly documentId?: string;
}

const trusted = readTrustedDocuments();

const no = { answer: 'NO', unknownReason: null };
const yes = { answer: 'YES', unknownReason: null };

/**
 * Stands where a gateway would, for what a real one cannot be made to do: outages, refusals, answers of another shape. A
 * number that ends in 9 is not on the roll, one that begins with J has groups; asked fields only are answered.
 */
export async function startGatewayForTests(): Promise<GatewayForTests> {
  const requests: GatewayRequest[] = [];
  const gateway = {
    requests,
    chunks: () => requests.filter(({ variables }) => variables.studentNumbers),
    instead: (() => undefined) as GatewayForTests['instead'],
  };
  const server = createServer((request, response) => {
    void (async () => {
      const sent = JSON.parse(await text(request)) as Sent;
      const query = sent.query ?? trusted.get(sent.documentId ?? '')?.text ?? '';
      const asked = { ...sent, query, token: request.headers.authorization?.replace('Bearer ', '') ?? '' };
      requests.push(asked);
      const { status = 200, headers = {}, body } = (await gateway.instead(asked)) ?? goodReply(asked);
      if (body === 'silence') return;
      if (body === 'hang up') {
        request.socket.destroy();
        return;
      }
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(gateway, {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

function goodReply({ query, variables }: GatewayRequest): GatewayReply {
  if (!variables.studentNumbers) {
    return {
      body: {
        data: { registers: [{ agency: 'disability', asOf: '2026-11-01', accepted: 312, rejected: 4 }] },
      },
    };
  }
  return {
    body: { data: { householdStatuses: variables.studentNumbers.map((number) => statusOf(number, query)) } },
  };
}

function statusOf(studentNumber: string, query: string): object {
  if (studentNumber.endsWith('9')) return { __typename: 'NotOnRoll', studentNumber };
  const listed = studentNumber.startsWith('J');
  const fields = {
    enrollment: yes,
    povertyRegistry: listed ? yes : no,
    subsistenceAllowance: no,
    disability: no,
    orphan: no,
    specialGroups: listed ? ['POVERTY_PRONE', 'CHILD_OF_DISABLED'] : [],
    complete: true,
    qualifies: listed ? yes : no,
  };
  const asked = Object.entries(fields).filter(([field]) => new RegExp(`\\b${field}\\b`).test(query));
  return { __typename: 'HouseholdStatus', studentNumber, ...Object.fromEntries(asked) };
}
