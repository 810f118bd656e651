import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { ScreeningJob, Screenings, ScreeningState } from '@hearthgate/client/source';
import { withClient } from '@hearthgate/database';
import { serveGateway } from '@hearthgate/gateway';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { type CuttingProxy, startCuttingProxy } from './cutting-proxy.ts';
import { lianheFolder } from './lianhe.ts';
import { openScreeningOffice, patience, school, type ScreeningOffice } from './screen-as-user.ts';

// Of a whole system, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let office: ScreeningOffice;
let screenings: Screenings;
let roster: Buffer;
/** The same, with a column that nobody looks at: the gateway keeps an upload in pieces of a mebibyte. */
let long: Buffer;
const mebibyte = 1024 * 1024;
let results: string;
const resources = new AsyncDisposableStack();
beforeAll(async () => {
  office = resources.use(await openScreeningOffice(inject('postgresUrl')));
  resources.use(await office.startWorker());
  screenings = await office.screeningsOf('school');
  roster = await readFile(join(lianheFolder, `名单-${school}.csv`));
  const lines = roster.toString('utf8').trimEnd().split(/\r?\n/);
  long = Buffer.from(lines.map((line, n) => `${line},${n === 0 ? '备注' : 'x'.repeat(20_000)}\n`).join(''));
  results = await text(await screenings.results((await screened()).id));
});
afterAll(() => resources.disposeAsync());

async function screened(): Promise<ScreeningJob> {
  const job = await screenings.create();
  await screenings.upload(job.id, roster);
  await screenings.wait(job.id);
  return job;
}

/** Gone with the test, and the school's screenings with a way through it. */
async function breakingNetwork(): Promise<AsyncDisposable & { proxy: CuttingProxy; through: Screenings }> {
  const proxy = await startCuttingProxy(office.system.url);
  const through = await office.screeningsOf('school', 'AID_ELIGIBILITY', proxy.url);
  return { proxy, through, [Symbol.asyncDispose]: () => proxy[Symbol.asyncDispose]() };
}

test('from its beginning to its results: each state once, the last with its summary', async () => {
  const job = await screenings.create({ program: 'SENIOR_NATIONAL_GRANT', clientReference: '2026 秋季' });
  expect(job).toMatchObject({ status: 'AWAITING_ROSTER', clientReference: '2026 秋季' });
  let sent = 0;
  await screenings.upload(job.id, new Blob([roster]), { onBytes: (bytes) => (sent = bytes) });
  expect(sent).toBe(roster.length);
  const states: ScreeningState[] = [];
  const done = await screenings.wait(job.id, { onProgress: (state) => states.push(state) });
  expect(done).toMatchObject({ status: 'COMPLETED', summary: { rows: 302 }, progress: { unanswered: 0 } });
  expect(states.at(-1)).toEqual(done);
  expect(new Set(states.map((state) => JSON.stringify(state))).size).toBe(states.length);
  const lines = (await text(await screenings.results(job.id, { format: 'ndjson' }))).trimEnd().split('\n');
  expect(lines).toHaveLength(302);
  expect(JSON.parse(lines[0] ?? '')).toHaveProperty('outcome');
  expect((await text(await screenings.results(job.id))).split('\n')[0]).toMatch(/,complete,qualifies$/);
});

test('NDJSON gives the results that the same numbers give in CSV', async () => {
  const numbers = results
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',')[0]);
  const { id } = await screenings.create();
  const lines = numbers.map((studentNumber) => `${JSON.stringify({ studentNumber })}\n`).join('');
  await screenings.upload(id, Buffer.from(lines), { contentType: 'application/x-ndjson' });
  await screenings.wait(id);
  expect(await text(await screenings.results(id))).toBe(results);
});

test("one's own are listed, the newest first, over more than one page", async () => {
  const begun: string[] = [];
  for (let n = 0; n < 9; n += 1) {
    const { id } = await screenings.create();
    begun.unshift(id);
  }
  for (const id of begun) await screenings.cancel(id);
  for (let n = 0; n < 9; n += 1) begun.unshift((await screenings.create()).id);
  for (const id of begun.slice(0, 9)) await screenings.cancel(id);
  const listed: string[] = [];
  for await (const { id } of screenings.list()) listed.push(id);
  expect(listed.slice(0, 18)).toEqual(begun);
  expect(listed.length).toBeGreaterThan(20);
  expect(new Set(listed).size).toBe(listed.length);
});

test('another client, and another purpose, find nothing, in whatever way they ask', async () => {
  const { id } = await screenings.create();
  for (const others of [
    await office.screeningsOf('center'),
    await office.screeningsOf('school', 'FEE_WAIVER'),
  ]) {
    const asked = [
      others.get(id),
      others.upload(id, roster),
      others.results(id),
      others.cancel(id),
      others.resume(id),
      others.wait(id),
    ];
    const failures = (await Promise.allSettled(asked)).map((one) =>
      one.status === 'rejected' ? (one.reason as { code: string }).code : one.status,
    );
    expect(failures).toEqual(Array.from({ length: 6 }, () => 'NOT_FOUND'));
  }
  expect((await screenings.cancel(id)).status).toBe('CANCELLED');
});

describe('an upload', () => {
  test('that breaks off goes on where it broke off, and nothing is lost or doubled', async () => {
    await using network = await breakingNetwork();
    network.proxy.cutsUpwards.push(2.5 * mebibyte, 1.5 * mebibyte);
    const { id } = await network.through.create();
    const offsets: number[] = [];
    await network.through.upload(id, (offset) => {
      offsets.push(offset);
      return sendingOn(id, offset, [2.25 * mebibyte, 1.25 * mebibyte][offsets.length - 1]);
    });
    expect(network.proxy.cutsUpwards).toEqual([]);
    // What the gateway was still storing when it was asked may come to one more try.
    const [first, second = 0, ...more] = offsets;
    expect(first).toBe(0);
    expect(second).toBeGreaterThanOrEqual(mebibyte);
    expect(more.at(-1)).toBeGreaterThanOrEqual(second + mebibyte);
    await screenings.wait(id);
    expect(await text(await screenings.results(id))).toBe(results);
  });

  test('whose answer alone was lost is not sent again', async () => {
    await using network = await breakingNetwork();
    const { id } = await network.through.create();
    let opened = 0;
    await network.through.upload(id, () => {
      opened += 1;
      network.proxy.cutsDownwards.push(0);
      return new Blob([roster]).stream();
    });
    expect(network.proxy.cutsDownwards).toEqual([]);
    expect(opened).toBe(1);
    await screenings.wait(id);
    expect(await text(await screenings.results(id))).toBe(results);
  });

  test('of a file that has become shorter since is refused here', async () => {
    await using network = await breakingNetwork();
    network.proxy.cutsUpwards.push(1.5 * mebibyte);
    const { id } = await network.through.create();
    const upload = network.through.upload(id, (offset) => {
      if (offset > 0) throw new Error('somebody saves the file');
      return sendingOn(id, offset, 1.25 * mebibyte);
    });
    await expect(upload).rejects.toThrow('somebody saves the file');
    const shorter = new Blob([long.subarray(0, 100)]);
    await expect(screenings.upload(id, shorter)).rejects.toMatchObject({ code: 'ROSTER_CHANGED' });
    await screenings.upload(id, long);
    await screenings.wait(id);
    expect(await text(await screenings.results(id))).toBe(results);
  });

  test("whose source fails ends with the source's own error", async () => {
    const { id } = await screenings.create();
    const failing = new Error('the disk is gone');
    const upload = screenings.upload(id, () => failingAfter(roster.subarray(0, 50), failing));
    await expect(upload).rejects.toBe(failing);
    expect((await screenings.get(id)).status).toBe('AWAITING_ROSTER');
    await screenings.cancel(id);
  });
});

/** The long roster from a byte on; behind the first so many, not before the gateway has kept a piece more of it. */
async function* sendingOn(id: string, offset: number, first = long.length): AsyncGenerator<Uint8Array> {
  yield long.subarray(offset, offset + first);
  if (offset + first >= long.length) return;
  await withClient(office.system.gatewayDatabase.ownerUrl, (owner) =>
    expect
      .poll(async () => {
        const { rows } = await owner.query<{ kept: string }>(
          'select upload_bytes as kept from screening.screening where id = $1',
          [id],
        );
        return Number(rows[0]?.kept);
      }, patience)
      .toBeGreaterThan(offset),
  );
  yield long.subarray(offset + first);
}

async function* failingAfter(bytes: Uint8Array, error: Error): AsyncGenerator<Uint8Array> {
  yield bytes;
  await Promise.resolve();
  throw error;
}

test('a roster that is none fails with the reason, and has no results', async () => {
  const { id } = await screenings.create();
  await screenings.upload(id, Buffer.from('姓名\n甲\n'));
  await expect(screenings.wait(id)).rejects.toMatchObject({
    code: 'ROSTER_UNREADABLE',
    message: expect.stringMatching(/^ROSTER_UNREADABLE: [^\n]*学籍号[^\n]*$/) as unknown,
  });
  await expect(screenings.results(id)).rejects.toMatchObject({
    code: 'SCREENING_NOT_COMPLETED',
    status: 409,
  });
});

test('results whose stream breaks off end with an error, never as if they were whole', async () => {
  const { id } = await screened();
  await using network = await breakingNetwork();
  network.proxy.cutsDownwards.push(6_000);
  const stream = await network.through.results(id);
  await expect(text(stream)).rejects.toMatchObject({ code: 'GATEWAY_UNREACHABLE' });
  expect(await text(await network.through.results(id))).toBe(results);
});

test('a gateway that is replaced while one waits is asked again', async () => {
  const { id } = await screenings.create();
  const waiting = screenings.wait(id);
  await office.system.gateway.close();
  const gateway = await serveGateway(office.system.gatewayConfig);
  resources.defer(() => gateway.close());
  await screenings.upload(id, roster);
  expect((await waiting).summary?.rows).toBe(302);
});
