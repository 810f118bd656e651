import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { AuditUnavailable } from '../errors.ts';
import { entryForTests } from '../entry-for-tests.ts';
import { openAuditLogForTests, type TestAuditLog } from '../open-audit-log-for-tests.ts';

let at: TestAuditLog;
beforeAll(async () => {
  at = await openAuditLogForTests(inject('postgresUrl'));
});
afterAll(() => at[Symbol.asyncDispose]());

const never = new AbortController().signal;

test('four processes write one log: no gap, no index twice, every receipt in its place', async () => {
  const logs = [at.open(), at.open(), at.open(), at.open()];
  const receipts = await Promise.all(
    Array.from({ length: 3_000 }, (_, n) => logs[n % 4]!.commit(entryForTests(), never)),
  );
  const indexes = receipts.map(({ index }) => index).toSorted((a, b) => a - b);
  expect(indexes).toEqual(indexes.map((_, n) => n));
  const reader = await at.database.connect('reader');
  const { rows } = await reader.query<{ index: string; hash: Buffer }>('select index, hash from log.leaf');
  const stored = new Map(rows.map(({ index, hash }) => [Number(index), hash.toString('base64')]));
  expect(stored.size).toBe(3_000);
  for (const { index, leafHash } of receipts) expect(stored.get(index)).toBe(leafHash);
  expect(await at.verify()).toMatchObject({ holds: true, size: 3_000 });
  expect(at.faults).toEqual([]);
});

test('one that was alone appends behind another that wrote meanwhile, and alone again after', async () => {
  const [one, other] = [at.open(), at.open()];
  const { index: first } = await one.commit(entryForTests(), never);
  const indexes: number[] = [];
  for (const log of [one, one, other, one, one, other, other, one, one]) {
    indexes.push((await log.commit(entryForTests(), never)).index);
  }
  expect(indexes).toEqual(indexes.map((_, n) => first + 1 + n));
  expect(await at.verify()).toMatchObject({ holds: true });
});

test('what arrives while a batch is in flight is one batch, and what comes alone goes alone', async () => {
  const log = at.open();
  const reader = await at.database.connect('reader');
  const batches = async (receipts: readonly { index: number }[]): Promise<number> => {
    const { rows } = await reader.query<{ count: number }>(
      // Rows of one transaction have one xmin.
      'select count(distinct xmin::text)::int from log.leaf where index = any($1)',
      [receipts.map(({ index }) => index)],
    );
    return rows[0]?.count ?? 0;
  };
  const alone = [await log.commit(entryForTests(), never), await log.commit(entryForTests(), never)];
  expect(await batches(alone)).toBe(2);

  const owner = await at.database.connect('owner');
  await owner.query('begin; select from log.head for update');
  const first = log.commit(entryForTests(), never);
  await waiting(1);
  const behind = Array.from({ length: 50 }, () => log.commit(entryForTests(), never));
  await owner.query('commit');
  expect(await batches([await first])).toBe(1);
  expect(await batches(await Promise.all(behind))).toBe(1);
  expect(await batches([await first, ...(await Promise.all(behind))])).toBe(2);
});

/** Resolves when so many writers wait for the head. */
async function waiting(writers: number): Promise<void> {
  const superuser = await at.database.connect('superuser');
  await expect
    .poll(async () => {
      const { rows } = await superuser.query<{ count: number }>(
        `select count(*)::int from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return rows[0]?.count;
    })
    .toBe(writers);
}

test('an entry whose time is over while it waits is not written; one in flight may be', async () => {
  const log = at.open();
  const owner = await at.database.connect('owner');
  await owner.query('begin; select from log.head for update');
  const [inFlight, queued] = [new AbortController(), new AbortController()];
  const flying = log.commit(entryForTests({ client: 'flying' }), inFlight.signal);
  await waiting(1);
  const first = expect(flying).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE', reason: 'DEADLINE' });
  const second = expect(log.commit(entryForTests({ client: 'queued' }), queued.signal)).rejects.toMatchObject(
    {
      reason: 'DEADLINE',
    },
  );
  const third = log.commit(entryForTests({ client: 'patient' }), never);
  queued.abort();
  inFlight.abort();
  await first;
  await second;
  await owner.query('commit');
  await third;
  const counts = async (client: string): Promise<number> =>
    (await log.search({ limit: 10, client })).entries.length;
  expect(await counts('patient')).toBe(1);
  expect(await counts('flying')).toBe(1);
  expect(await counts('queued')).toBe(0);
  await expect(log.commit(entryForTests(), AbortSignal.abort())).rejects.toBeInstanceOf(AuditUnavailable);
});

test('a log that is closed refuses what waits and what comes, and ends what is in flight', async () => {
  const log = at.open();
  const owner = await at.database.connect('owner');
  await owner.query('begin; select from log.head for update');
  const flying = log.commit(entryForTests(), never);
  await waiting(1);
  const queued = expect(log.commit(entryForTests(), never)).rejects.toMatchObject({ reason: 'CLOSED' });
  const closed = log.close();
  await queued;
  await owner.query('commit');
  await flying;
  await closed;
  await expect(log.probe(never)).rejects.toMatchObject({ reason: 'CLOSED' });
});
