import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { connectToGateway, type PurposeBoundGateway } from './connect-to-gateway.ts';
import { registers } from './documents/trusted-documents.ts';
import { HearthgateError } from './errors.ts';

// What stands where a gateway should, and what a real one cannot be made to do; the rest is tried on a real one.
let answer: (response: ServerResponse, request: IncomingMessage) => void;
let requests = 0;
const server = createServer((request, response) => {
  requests += 1;
  answer(response, request);
});
let url: string;
let gateway: PurposeBoundGateway;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const connected = await connectToGateway({
    gatewayUrl: `${url}/`,
    credentials: { requestToken: () => Promise.resolve({ accessToken: 'token', expiresInSeconds: 300 }) },
    retryPausesMs: [1],
  });
  gateway = connected.forPurpose('AID_ELIGIBILITY');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  requests = 0;
});

const json = (status: number, body: unknown, headers = {}) => {
  return (response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
};
const failed = async (): Promise<HearthgateError> => {
  const error: unknown = await gateway.ask(registers, {}).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(HearthgateError);
  return error as HearthgateError;
};

test('a whole answer, with its receipt', async () => {
  const receipt = { index: 7, leafHash: 'aGFzaA==' };
  answer = json(200, { data: { registers: [] }, extensions: { receipt } });
  expect(await gateway.ask(registers, {})).toEqual({ data: { registers: [] }, receipt });
});

test('an answer with an error in it is that error, though it has data too', async () => {
  answer = json(200, {
    data: { registers: [] },
    errors: [{ message: 'refused\n  here', extensions: { code: 'FIELD_NOT_PERMITTED', fields: ['Q.a'] } }],
    extensions: { receipt: { index: 8, leafHash: 'aGFzaA==' } },
  });
  const error = await failed();
  expect(error).toMatchObject({
    code: 'FIELD_NOT_PERMITTED',
    message: 'FIELD_NOT_PERMITTED: refused here',
    fields: ['Q.a'],
    receipt: { index: 8 },
    status: 200,
  });
  expect(requests).toBe(1);
});

test.each([
  ['a page of some proxy', 404, '<html>J990108200801010010</html>'],
  ['text', 200, 'J990108200801010010'],
  ['JSON without data', 200, '{"studentNumber":"J990108200801010010"}'],
  ['data that is null', 200, '{"data":null}'],
  ['an error without a code', 400, '{"errors":[{"message":"J990108200801010010"}]}'],
])('%s (%i) is no answer, and not quoted', async (_name, status, body) => {
  answer = (response) => void response.writeHead(status).end(body);
  const error = await failed();
  expect(error).toMatchObject({ code: 'UNEXPECTED_ANSWER', status });
  expect(error.message).toMatch(/^the gateway at http:\S+ does not answer as one \(HTTP \d+\): [^\n]+$/);
  expect(error.message).not.toContain('J9901');
});

test('an error page without end is not read to its end', async () => {
  let written = 0;
  answer = (response) => {
    response.writeHead(500);
    const write = (): void => {
      while (!response.destroyed && response.write('x'.repeat(65_536))) written += 1;
    };
    response.on('drain', write);
    write();
  };
  expect(await failed()).toMatchObject({ code: 'UNEXPECTED_ANSWER', status: 500 });
  expect(written).toBeLessThan(1_000);
});

test.each([
  [{ 'retry-after': '61' }, 61, 1],
  [{ 'retry-after': '0' }, 0, 2],
  [{}, undefined, 2],
])('503 %j: is tried again when it may help', async (headers, retryAfterSeconds, tries) => {
  answer = json(503, { errors: [{ message: 'busy', extensions: { code: 'OVERLOADED' } }] }, headers);
  expect(await failed()).toMatchObject({ code: 'OVERLOADED', retryAfterSeconds });
  expect(requests).toBe(tries);
});

test('a connection that breaks is tried again, then GATEWAY_UNREACHABLE', async () => {
  answer = (_response, request) => void request.socket.destroy();
  expect(await failed()).toMatchObject({ code: 'GATEWAY_UNREACHABLE', status: undefined });
  expect(requests).toBe(2);
});

test('a redirect is not followed: the token is for this gateway alone', async () => {
  answer = (response) => void response.writeHead(307, { location: '/elsewhere' }).end();
  expect(await failed()).toMatchObject({ code: 'UNEXPECTED_ANSWER', status: 307 });
  expect(requests).toBe(1);
});

test("an abort ends a request that waits, with the signal's own reason", async () => {
  const stopping = new AbortController();
  const reason = new Error('enough');
  answer = () => {
    stopping.abort(reason);
  };
  await expect(gateway.ask(registers, {}, { signal: stopping.signal })).rejects.toBe(reason);
});

test('an abort ends the wait for a token, and the token is there for whoever asks next', async () => {
  const issued = Promise.withResolvers<{ accessToken: string; expiresInSeconds: number }>();
  const credentials = { requestToken: () => issued.promise };
  const slow = (await connectToGateway({ gatewayUrl: url, credentials })).forPurpose('AID_ELIGIBILITY');
  const stopping = new AbortController();
  const asked = slow.ask(registers, {}, { signal: stopping.signal });
  stopping.abort(new Error('enough'));
  await expect(asked).rejects.toThrow('enough');
  expect(requests).toBe(0);
  issued.resolve({ accessToken: 'token', expiresInSeconds: 300 });
  answer = json(200, { data: { registers: [] } });
  expect((await slow.ask(registers, {})).data).toEqual({ registers: [] });
});

test.each(['http://gateway.example', 'gateway.example', 'ftp://127.0.0.1'])(
  '%s is refused before anything is sent',
  async (gatewayUrl) => {
    const requestToken = (): never => expect.unreachable();
    await expect(connectToGateway({ gatewayUrl, credentials: { requestToken } })).rejects.toMatchObject({
      code: 'ADDRESS_UNUSABLE',
    });
  },
);
