import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AgencyRecord } from './agency-records.ts';
import type { AuditLogClient } from './audit-log-client.ts';
import type { LogEntry } from './log-entries.ts';
import { reconcile } from './reconcile.ts';

const from = '2026-11-27T08:00:00.000Z';
const to = '2026-11-27T09:00:00.000Z';
const at = (minute: number, second = 0): string =>
  new Date(Date.parse(from) + minute * 60_000 + second * 1_000).toISOString();

/** What an agency holds, a page each; `undefined`: it answers nothing that an agency would. */
let pages: AgencyRecord[][] | undefined;
let asked: { variables: Record<string, unknown>; token: string | undefined }[];
let agency: Server;
beforeEach(async () => {
  asked = [];
  agency = createServer((request, response) => {
    void json(request).then((body) => {
      const { variables } = body as { variables: { after: string | null } };
      asked.push({ variables, token: request.headers.authorization });
      const page = Number(variables.after ?? 0);
      const next = page + 1 < (pages?.length ?? 0) ? String(page + 1) : null;
      const data = pages && { accessRecords: { records: pages[page] ?? [], next } };
      response.end(JSON.stringify({ data }));
    });
  });
  await new Promise<void>((resolve) => agency.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  agency.closeAllConnections();
  await new Promise((resolve) => agency.close(resolve));
});

const record = (txn: string | null, time: string): AgencyRecord => ({ txn, time, fields: ['category'] });
const request = (time: string, ...txns: string[]): object => ({
  kind: 'REQUEST',
  time,
  agencies: txns.map((txn) => ({ agency: 'orphans', txn, answered: true })),
});

async function reconciled(leaves: readonly object[]) {
  const ranges: unknown[] = [];
  const log = {
    async *export(range: unknown) {
      ranges.push(range);
      yield await Promise.resolve(
        leaves.map((leaf, index) => ({ index, leaf: JSON.stringify(leaf) }) as LogEntry),
      );
    },
  } as unknown as AuditLogClient;
  const { port } = agency.address() as AddressInfo;
  const progress: [string, number][] = [];
  const comparison = await reconcile({
    log,
    officer: {
      id: 'officer',
      token: () => Promise.reject(new Error('for the gateway alone')),
      tokenFor: (url) => () => Promise.resolve(`for ${url}`),
    },
    agencyUrls: { orphans: `http://127.0.0.1:${String(port)}` },
    from,
    to,
    signal: new AbortController().signal,
    onProgress: (what, count) => progress.push([what, count]),
  });
  return { ...comparison, ranges, progress };
}

test('all pages of an agency are held against the log, under a token of the agency’s own', async () => {
  pages = [[record('a', at(1))], [record('b', at(2)), record('c', at(3))]];
  const { matched, mismatches, progress } = await reconciled([request(at(1), 'a', 'b')]);
  expect({ matched, mismatches }).toEqual({
    matched: 2,
    mismatches: [{ agency: 'orphans', txn: 'c', time: at(3), kind: 'NOT_IN_LOG' }],
  });
  expect(asked.map(({ variables }) => variables['after'])).toEqual([null, '1']);
  expect(asked[0]?.token).toMatch(/^Bearer for http:\/\/127\.0\.0\.1:\d+$/);
  expect(progress).toEqual([
    ['access records', 1],
    ['access records', 3],
    ['leaves', 1],
  ]);
});

test('both sides are read five minutes around the range: clocks differ, and an outcome is logged after its calls', async () => {
  pages = [[]];
  const { ranges } = await reconciled([]);
  const around = { from: at(-5), to: at(65) };
  expect(ranges).toEqual([around]);
  expect(asked[0]?.variables).toMatchObject(around);
});

test('records from before gateways named their requests are joined with nothing', async () => {
  pages = [[record(null, at(1))]];
  expect(await reconciled([])).toMatchObject({ matched: 0, mismatches: [] });
});

describe('a call that no leaf tells of', () => {
  const kinds = async (times: readonly string[], leaf: object): Promise<string[]> => {
    pages = [times.map((time, n) => record(`t${String(n)}`, time))];
    return (await reconciled([leaf])).mismatches.map(({ kind }) => kind);
  };

  test('is explained by a gateway that started within two minutes after it', async () => {
    const start = { kind: 'START', time: at(10) };
    expect(await kinds([at(7, 59), at(8), at(10), at(10, 1)], start)).toEqual([
      'NOT_IN_LOG',
      'GATEWAY_RESTARTED',
      'GATEWAY_RESTARTED',
      'NOT_IN_LOG',
    ]);
  });

  test('is explained by outcomes that could not be logged, from a minute before the first to the last', async () => {
    const refusals = {
      kind: 'REFUSALS',
      from: at(10),
      to: at(12),
      counts: { AUDIT_UNAVAILABLE: 3, RATE_LIMITED: 1 },
    };
    expect(await kinds([at(8, 59), at(9), at(12), at(12, 1)], refusals)).toEqual([
      'NOT_IN_LOG',
      'LOG_UNAVAILABLE',
      'LOG_UNAVAILABLE',
      'NOT_IN_LOG',
    ]);
  });

  test('is explained neither by other refusals nor by reviews', async () => {
    const refusals = { kind: 'REFUSALS', from: at(10), to: at(12), counts: { RATE_LIMITED: 1 } };
    expect(await kinds([at(11)], refusals)).toEqual(['NOT_IN_LOG']);
    expect(await kinds([at(11)], { kind: 'REVIEW', time: at(11) })).toEqual(['NOT_IN_LOG']);
  });
});

test('half a comparison is none: where an agency does not answer as one, nothing is said', async () => {
  pages = undefined;
  await expect(reconciled([])).rejects.toMatchObject({
    code: 'GATEWAY_UNAVAILABLE',
    message: expect.stringMatching(/\/operator\/graphql does not answer as it should/) as unknown,
  });
});

test('a leaf of a kind that is not known is a fault, and is not passed over', async () => {
  pages = [[]];
  await expect(reconciled([{ kind: 'OTHER' }])).rejects.toThrow();
});
