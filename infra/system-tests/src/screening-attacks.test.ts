import { readFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { importLianhe, lianheFolder } from './lianhe.ts';
import { type ScreeningClient, screeningClient, type ShownScreening } from './screening-client.ts';
import { nothingHeld as nothing, type ScreeningDatabase, screeningDatabase } from './screening-database.ts';
import { type ScreeningWorkerForTests, startSystem, type SystemUnderTest } from './start-system.ts';
import { withoutReceipt } from './without-receipt.ts';

const school = '3499107001';
const claims = { role: 'SCHOOL_AID_OFFICE', location: school, purpose: 'AID_ELIGIBILITY' };

let system: SystemUnderTest;
let worker: ScreeningWorkerForTests;
let roster: string;
let client: ScreeningClient;
let undisturbed: string;
let asOwner: ScreeningDatabase['asOwner'];
let heldOf: ScreeningDatabase['heldOf'];
beforeAll(async () => {
  system = await startSystem(inject('postgresUrl'));
  await importLianhe(system);
  ({ asOwner, heldOf } = screeningDatabase(system));
  worker = await system.startScreeningWorker(1);
  roster = await readFile(join(lianheFolder, `名单-${school}.csv`), 'utf8');
  client = screeningClient(system, claims);
  ({ results: undisturbed } = await client.screen(roster));
});
afterAll(async () => {
  await worker[Symbol.asyncDispose]();
  await system[Symbol.asyncDispose]();
});

describe('an upload', () => {
  /** Sends half of a body that was announced whole, and breaks off once the gateway has it. */
  async function breakOff(screening: ShownScreening, body: Buffer): Promise<void> {
    const token = await system.issuer.sign(claims);
    await new Promise<void>((resolve) => {
      const sending = httpRequest(screening.uploadUrl, {
        method: 'PUT',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'text/csv',
          'content-length': body.length,
        },
      });
      sending.on('error', () => {
        resolve();
      });
      sending.write(body.subarray(0, Math.floor(body.length / 2)), () => sending.destroy());
    });
  }
  const head = async (screening: ShownScreening): Promise<{ offset: number; complete: string | null }> => {
    const { headers } = await client.http(screening.uploadUrl, { method: 'HEAD' });
    return { offset: Number(headers.get('upload-offset')), complete: headers.get('upload-complete') };
  };
  const patch = (
    screening: ShownScreening,
    offset: number,
    body: Uint8Array<ArrayBuffer>,
  ): Promise<Response> =>
    client.http(screening.uploadUrl, {
      method: 'PATCH',
      body,
      headers: {
        'content-type': 'application/partial-upload',
        'upload-offset': String(offset),
        'upload-complete': '?1',
      },
    });

  test('that broke off keeps what came, and goes on from there', async () => {
    const created = await client.create();
    const note = `备注${'注'.repeat(400)}`;
    const body = Buffer.from(
      roster
        .trimEnd()
        .split(/\r?\n/)
        .flatMap((line, n) => (n === 0 ? [`${line},备注`] : [`${line},${note}`]))
        .join('\n'),
    );
    await breakOff(created, body);
    await expect.poll(async () => (await head(created)).offset).toBeGreaterThan(0);
    const { offset, complete } = await head(created);
    expect(offset).toBeLessThanOrEqual(body.length / 2);
    expect(complete).toBe('?0');
    const wrong = await patch(created, offset + 1, Uint8Array.from(body.subarray(offset + 1)));
    expect(wrong.status).toBe(409);
    expect(wrong.headers.get('upload-offset')).toBe(String(offset));
    expect(await wrong.json()).toMatchObject({
      errors: [{ extensions: { code: 'UPLOAD_OFFSET_MISMATCH', uploadOffset: offset } }],
    });
    const rest = await patch(created, offset, Uint8Array.from(body.subarray(offset)));
    expect(await rest.json()).toMatchObject({ data: { uploadOffset: body.length, uploadComplete: true } });
    expect(await head(created)).toEqual({ offset: body.length, complete: '?1' });
    await client.wait(created.id);
    expect(await client.results(created.id)).toBe(undisturbed);
    const again = await client.upload(created, roster);
    expect([again.status, await again.json()]).toMatchObject([
      409,
      { errors: [{ extensions: { code: 'ROSTER_COMPLETE' } }] },
    ]);
  });

  test.each([
    ['of another type', { 'content-type': 'application/pdf' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    [
      'that is packed',
      { 'content-type': 'text/csv', 'content-encoding': 'gzip' },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
  ])('%s is refused and changes nothing', async (_name, headers, status, code) => {
    const created = await client.create();
    const response = await client.http(created.uploadUrl, { method: 'PUT', body: roster, headers });
    expect([response.status, await response.json()]).toMatchObject([
      status,
      { errors: [{ extensions: { code } }] },
    ]);
    expect(await head(created)).toEqual({ offset: 0, complete: '?0' });
    await client.send('cancel-screening.graphql', { id: created.id });
  });
});

describe('a screening', () => {
  const others = [
    ['another client', { client: 'other-client' }],
    ['another purpose', { purpose: 'FEE_WAIVER' }],
    ['another school', { location: '3499107002' }],
  ] as const;

  test.each(others)(
    'of %s is what never was: by every way to it, in the same words',
    async (_name, change) => {
      await system.gatewayDatabase.registerClient({ id: 'other-client' });
      const { id } = await client.create();
      const stranger = screeningClient(system, { ...claims, ...change });
      const never = '01a21d08-1ed8-702a-b098-2b0b1bd8d428';
      const ways = [
        (of: string) => stranger.show(of),
        (of: string) => stranger.send('cancel-screening.graphql', { id: of }).catch(withoutItsReceipt),
        (of: string) => stranger.send('resume-screening.graphql', { id: of }).catch(withoutItsReceipt),
        ...['HEAD', 'PUT', 'PATCH'].map(
          (method) => (of: string) => answerOf(stranger, `/screenings/${of}/roster`, method),
        ),
        (of: string) => answerOf(stranger, `/screenings/${of}/results`, 'GET'),
      ];
      for (const ask of ways) {
        const answer = await ask(id);
        expect(answer).toEqual(await ask(never));
        expect(JSON.stringify(answer)).toMatch(/null|NOT_FOUND|404/);
      }
      expect(
        (await stranger.send<{ screenings: { screenings: unknown[] } }>('screenings.graphql')).screenings
          .screenings,
      ).not.toContainEqual(expect.objectContaining({ id }));
      expect(await client.show(id)).toMatchObject({ status: 'AWAITING_ROSTER' });
      await client.send('cancel-screening.graphql', { id });
    },
  );

  function withoutItsReceipt(error: unknown): string {
    return withoutReceipt(JSON.stringify((error as Error).cause));
  }

  async function answerOf(as: ScreeningClient, path: string, method: string): Promise<unknown> {
    const headers = { 'content-type': 'text/csv' };
    const body = method === 'PUT' || method === 'PATCH' ? { body: 'x' } : {};
    const response = await as.http(path, { method, headers, ...body });
    return [response.status, withoutReceipt(await response.text())];
  }

  test('is listed to its own client, page by page, newest first', async () => {
    const own = screeningClient(system, { ...claims, client: 'lister' });
    await system.gatewayDatabase.registerClient({ id: 'lister' });
    const ids: string[] = [];
    for (let n = 0; n < 3; n += 1) ids.unshift((await own.create()).id);
    interface Page {
      readonly screenings: {
        readonly screenings: readonly { readonly id: string }[];
        readonly next: string | null;
      };
    }
    const { screenings: first } = await own.send<Page>('screenings.graphql', { first: 2 });
    const { screenings: rest } = await own.send<Page>('screenings.graphql', { first: 2, after: first.next });
    expect([...first.screenings, ...rest.screenings].map(({ id }) => id)).toEqual(ids);
    expect(rest.next).toBeNull();
  });

  test('that is cancelled leaves neither key nor roster nor results', async () => {
    const { screening } = await client.screen(roster, { program: 'SENIOR_NATIONAL_GRANT' });
    expect((await heldOf(screening.id)).chunks).toBeGreaterThan(0);
    const { cancelScreening } = await client.send<{ cancelScreening: ShownScreening }>(
      'cancel-screening.graphql',
      { id: screening.id },
    );
    expect(cancelScreening).toMatchObject({ status: 'CANCELLED', resultsUrl: null });
    expect(await heldOf(screening.id)).toEqual(nothing);
    await expect(client.results(screening.id)).rejects.toThrow('SCREENING_NOT_COMPLETED');
  });

  test('whose time is over leaves nothing either, and says so', async () => {
    const { screening } = await client.screen(roster);
    const days = (Date.parse(screening.expiresAt) - Date.parse(screening.createdAt)) / 86_400_000;
    expect(days).toBe(366);
    await asOwner(`update screening.screening set expires_at = now() where id = $1`, [screening.id]);
    await using eraser = await system.startScreeningWorker();
    await client.wait(screening.id, ({ status }) => status === 'EXPIRED');
    await eraser.close();
    expect(await heldOf(screening.id)).toEqual(nothing);
    await expect(client.results(screening.id)).rejects.toThrow('SCREENING_EXPIRED');
  });

  test('whose client is revoked stops, and is erased', async () => {
    await system.gatewayDatabase.registerClient({ id: 'revoked-later' });
    const doomed = screeningClient(system, { ...claims, client: 'revoked-later' });
    const created = await doomed.create();
    await worker[Symbol.asyncDispose]();
    await doomed.upload(created, roster);
    await system.gatewayDatabase.revokeClient('revoked-later');
    const before = system.taps.enrollment.asked.length;
    worker = await system.startScreeningWorker(1);
    await expect.poll(() => heldOf(created.id)).toEqual(nothing);
    const [row] = await asOwner(
      `select status, failure->>'code' as code from screening.screening where id = $1`,
      [created.id],
    );
    expect(row).toEqual({ status: 'FAILED', code: 'CLIENT_REVOKED' });
    expect(system.taps.enrollment.asked).toHaveLength(before);
  });
});

describe('what is stored', () => {
  test('and was altered or moved is refused: results break off, an unanswered chunk ends its screening', async () => {
    const [first, second] = [await client.screen(roster), await client.screen(roster)];
    const [a, b] = [first.screening.id, second.screening.id];
    await asOwner(
      `update screening.result_chunk one set sealed = other.sealed from screening.result_chunk other
       where one.screening = $1 and other.screening = $2`,
      [a, b],
    );
    await expect(client.results(a)).rejects.toThrow(/terminated|fetch failed/);
    expect(await client.results(b)).toBe(undisturbed);

    const created = await client.create();
    await worker[Symbol.asyncDispose]();
    await client.upload(created, roster);
    await asOwner(
      `update screening.upload_part set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) where screening = $1`,
      [created.id],
    );
    worker = await system.startScreeningWorker(1);
    expect(await client.wait(created.id)).toMatchObject({ status: 'FAILED', failure: { code: 'INTERNAL' } });
    expect(await heldOf(created.id)).toEqual(nothing);
  });

  test('holds no student number in the clear, nor does a job, a log line or a URL', async () => {
    const written: string[] = [];
    const spy = vi
      .spyOn(process.stderr, 'write')
      .mockImplementation((chunk) => written.push(String(chunk)) > 0);
    system.taps.orphans.state = 'garbles';
    const { screening } = await client.screen(roster);
    system.taps.orphans.state = 'passes';
    spy.mockRestore();
    const numbers = roster.match(/[GJL]\d{17}[\dX]/g)!;
    expect(numbers.length).toBeGreaterThan(290);
    const tables = await asOwner<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_schema in ('screening', 'pgboss', 'public') and table_type = 'BASE TABLE'`,
    );
    const dump: string[] = [JSON.stringify(screening), ...written];
    for (const { name } of tables) {
      const rows = await asOwner<{ row: string }>(`select to_jsonb(t)::text as row from ${name} t`);
      dump.push(...rows.map(({ row }) => row));
    }
    const text = dump.join('\n');
    expect(text).toContain(screening.id);
    const hexOf = (number: string): string => Buffer.from(number).toString('hex');
    const found = numbers.filter(
      (number) => text.includes(number.slice(1)) || text.includes(hexOf(number.slice(1))),
    );
    expect(found).toEqual([]);
  });
});

test.each([
  ['another key', `wrapped_key = decode(repeat('00', 60), 'hex')`],
  ['a wider roll than its token had', `bounds = '{"divisionCode":"990000"}'`],
])('a screening in whose row somebody wrote %s opens nothing', async (_what, change) => {
  const { screening } = await client.screen(roster);
  await asOwner(`update screening.screening set ${change} where id = $1`, [screening.id]);
  await expect(client.results(screening.id)).rejects.toThrow('INTERNAL');
});
