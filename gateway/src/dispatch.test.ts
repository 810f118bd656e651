import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dispatch, pathOf } from './dispatch.ts';
import { sendJson } from './send-json.ts';

let server: Server;
let faults: unknown[];
beforeEach(async () => {
  faults = [];
  const named =
    (name: string) =>
    (_request: IncomingMessage, response: ServerResponse): void => {
      sendJson(response, 200, name);
    };
  const routes = {
    '/graphql': named('graphql'),
    '/audit/checkpoint': named('checkpoint'),
    '/audit/tile/entries/': named('bundle'),
    '/audit/tile/': named('tile'),
    '/fails': () => Promise.reject(new Error('a fault')),
  };
  server = createServer(dispatch({ routes, reportFault: (error) => faults.push(error) }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

/** As the bytes say: `fetch` would tidy the path first. */
function get(path: string): Promise<string> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', path, agent: false }, (response) => {
      void text(response).then((body) => {
        resolve(`${String(response.statusCode)} ${body}`);
      }, reject);
    })
      .once('error', reject)
      .end();
  });
}

test.each([
  ['/graphql', 'graphql'],
  ['/graphql?query=%7Bx%7D', 'graphql'],
  ['/audit/checkpoint', 'checkpoint'],
  ['/audit/tile/0/000', 'tile'],
  ['/audit/tile/entries/000', 'bundle'],
  ['/audit/tile/entriesx', 'tile'],
  ['/audit/tile/', 'tile'],
])('%s is handled by %s', async (path, name) => {
  expect(await get(path)).toBe(`200 ${JSON.stringify(name)}`);
});

test.each([
  '/',
  '/graphql/',
  '/GRAPHQL',
  '//graphql',
  '/graphql%3F',
  '/audit',
  '/audit/tile',
  '/audit/checkpoint/more',
  '/x/../graphql',
  '/__proto__',
  '/constructor',
  '/toString',
])('%s is not found', async (path) => {
  expect(await get(path)).toBe('404 {"error":"not found"}');
});

test('a handler at fault is reported, and its connection ends without a word', async () => {
  await expect(get('/fails')).rejects.toThrow('socket hang up');
  expect(faults).toEqual([expect.objectContaining({ message: 'a fault' })]);
  expect(await get('/graphql')).toBe('200 "graphql"');
});

test('a path is what stands before the query', () => {
  expect(pathOf({ url: '/a?b?c' })).toBe('/a');
  expect(pathOf({ url: '/a' })).toBe('/a');
  expect(pathOf({})).toBe('');
});
