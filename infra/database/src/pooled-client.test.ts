import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { openPool } from './open-pool.ts';
import { pooledClient } from './pooled-client.ts';

const Client = pooledClient(10_000);
let client: pg.Client;
beforeAll(async () => {
  client = new Client(inject('postgresUrl'));
  await client.connect();
});
afterAll(() => client.end());

const one = { rows: [{ one: 1 }], rowCount: 1 };

test('each form in which node-postgres takes a query gives what it gives', async () => {
  expect(await client.query('select 1 as one')).toMatchObject(one);
  expect(await client.query('select $1::int as one', [1])).toMatchObject(one);
  expect(await client.query({ text: 'select $1::int as one', values: [1] })).toMatchObject(one);
  expect(await client.query({ name: 'one', text: 'select $1::int as one' }, [1])).toMatchObject(one);
  expect(await client.query({ text: 'select 1', rowMode: 'array' })).toMatchObject({ rows: [[1]] });
  const { promise, resolve } = Promise.withResolvers<unknown>();
  client.query('select 1 as one', (_error: Error, result: pg.QueryResult) => {
    client.query('select $1::int as one', [result.rowCount], (_later: Error, other: pg.QueryResult) => {
      resolve(other);
    });
  });
  expect(await promise).toMatchObject(one);
});

test('node-postgres makes no promise and watches no time: it would assign a function to the query', async () => {
  const pool = openPool({
    databaseUrl: inject('postgresUrl'),
    maxConnections: 1,
    connectTimeoutMs: 10_000,
    statementTimeoutMs: 10_000,
  });
  const sent = vi.spyOn(pg.Client.prototype, 'query');
  try {
    await pool.query('select 1 as one');
    const taken = await pool.connect();
    await taken.query({ text: 'select $1::int as one', values: [1] });
    taken.release();
    expect(sent).toHaveBeenCalledTimes(2);
    for (const given of sent.mock.calls) expect(given.at(-1)).toBeTypeOf('function');
    expect(pool.options).not.toHaveProperty('query_timeout');
  } finally {
    sent.mockRestore();
    await pool.end();
  }
});

test('a query that brings its own way of being sent is left as it is', async () => {
  const query = new pg.Query<{ one: number }>('select 1 as one');
  const row = once(query, 'row');
  expect(client.query(query)).toBe(query);
  expect((await row)[0]).toEqual({ one: 1 });
});

test('what Postgres refuses is rejected, once, with a stack that leads to who asked', async () => {
  const askInVain = async (): Promise<void> => {
    await client.query('select 1/0');
  };
  const error: unknown = await askInVain().catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: '22012' });
  expect((error as Error).stack).toContain('askInVain');
  const { promise, resolve } = Promise.withResolvers<unknown>();
  client.query('select 1/0', (refusal: Error) => {
    resolve(refusal);
  });
  expect(await promise).toMatchObject({ code: '22012' });
  expect(await client.query('select 1 as one')).toMatchObject(one);
});

/** Hands bytes on to Postgres until it is frozen. */
async function freezable(): Promise<{ url: string; freeze(): void } & AsyncDisposable> {
  const url = new URL(inject('postgresUrl'));
  const [port, host] = [Number(url.port), url.hostname];
  const sockets: Socket[] = [];
  let frozen = false;
  const server = createServer((near) => {
    const far = connect(port, host);
    sockets.push(near, far);
    near.on('data', (bytes) => frozen || far.write(bytes)).on('error', () => undefined);
    far.on('data', (bytes) => frozen || near.write(bytes)).on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    freeze: () => {
      frozen = true;
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

test.each([true, false])(
  'a server that is frozen is not waited for longer (pipelined: %s)',
  async (pipeline) => {
    await using proxy = await freezable();
    const pool = openPool({
      databaseUrl: proxy.url,
      maxConnections: 1,
      connectTimeoutMs: 5_000,
      statementTimeoutMs: 200,
      pipeline,
    });
    const taken = await pool.connect();
    expect(await taken.query('select 1 as one')).toMatchObject(one);
    proxy.freeze();
    const startedMs = performance.now();
    const answers = await Promise.allSettled([taken.query('select 1'), taken.query('select 2')]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(690);
    // The connection is of no use any more, and says so.
    await expect(taken.query('select 3')).rejects.toThrow();
    taken.release();
    expect(pool.totalCount).toBe(0);
    await pool.end();
  },
);
