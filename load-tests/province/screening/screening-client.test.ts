import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ScreeningClient } from './screening-client.ts';

/** Answers what comes by turns, and keeps what was asked. */
const answers: { status: number; body: string; retryAfter?: string }[] = [];
const asked: {
  method: string | undefined;
  path: string | undefined;
  token: string | undefined;
  body: string;
}[] = [];
const server = createServer((request: IncomingMessage, response) => {
  void text(request).then((body) => {
    const { method, url, headers } = request;
    asked.push({ method, path: url, token: headers.authorization, body });
    const { status, body: answer, retryAfter } = answers.shift() ?? { status: 500, body: 'unexpected' };
    response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter });
    response.end(answer);
  });
});
const folder = mkdtempSync(join(tmpdir(), 'screening-client-'));
let client: ScreeningClient;
let url: string;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});

beforeEach(() => {
  answers.length = 0;
  asked.length = 0;
  const { signal } = new AbortController();
  client = new ScreeningClient({ gatewayUrl: url, token: () => 'token', signal });
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const running = JSON.stringify({
  data: {
    screening: {
      id: 'id',
      status: 'RUNNING',
      uploadUrl: 'http://127.0.0.1/screenings/id/roster',
      progress: { total: null, complete: 0, unanswered: 0 },
      resultsUrl: null,
      failure: null,
    },
  },
});

test('asks by a trusted document, with its token', async () => {
  answers.push({ status: 200, body: running });
  expect(await client.look('id')).toMatchObject({ status: 'RUNNING' });
  expect(asked).toMatchObject([{ method: 'POST', path: '/graphql', token: 'Bearer token' }]);
  expect(JSON.parse(asked[0]?.body ?? '')).toEqual({
    documentId: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string,
    variables: { id: 'id' },
  });
});

test('asks again when it is told to, and counts that; not after another refusal', async () => {
  answers.push({ status: 503, body: '', retryAfter: '0' }, { status: 200, body: running });
  await client.look('id');
  expect([client.requests, client.refusals]).toEqual([2, 1]);
  answers.push({ status: 403, body: 'no', retryAfter: '0' });
  await expect(client.look('id')).rejects.toThrow('POST /graphql: HTTP 403 no');
  answers.push({ status: 503, body: 'away' });
  await expect(client.look('id')).rejects.toThrow('HTTP 503 away');
  expect([client.requests, client.refusals]).toEqual([4, 1]);
});

test('a roster goes out and results come in as bytes; a roster that is refused is not sent again', async () => {
  const [roster, results] = [join(folder, 'roster.csv'), join(folder, 'results.csv')];
  writeFileSync(roster, '学籍号\nG1\n');
  answers.push({ status: 200, body: '{}' }, { status: 200, body: '\ufeffresults' });
  await client.upload(`${url}/screenings/id/roster`, roster);
  expect(asked).toMatchObject([{ method: 'PUT', path: '/screenings/id/roster', body: '学籍号\nG1\n' }]);
  await client.download(`${url}/screenings/id/results`, results);
  expect(readFileSync(results, 'utf8')).toBe('\ufeffresults');
  answers.push({ status: 503, body: 'full', retryAfter: '0' });
  await expect(client.upload(`${url}/screenings/id/roster`, roster)).rejects.toThrow('HTTP 503 full');
});
