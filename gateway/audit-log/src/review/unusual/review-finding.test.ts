import { openPool } from '@hearthgate/database';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { openLogForTests, type TestLogDatabase } from '../../database/open-log-for-tests.ts';
import type { Finding, FindingState, PendingReview } from './finding.ts';
import { readFinding } from './read-finding.ts';
import { reviewFinding } from './review-finding.ts';

let database: TestLogDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await openLogForTests(inject('postgresUrl'));
  const databaseUrl = database.urlAs('review');
  pool = openPool({ databaseUrl, maxConnections: 4, connectTimeoutMs: 10_000, statementTimeoutMs: 10_000 });
});
afterAll(async () => {
  await pool.end();
  await database[Symbol.asyncDispose]();
});

let id: string;
beforeEach(async () => {
  const { rows } = await pool.query<{ id: string }>(
    `insert into review.finding (rule, key, locations, begins, ends, count, usual, evidence, leaves)
      values ('WALKING_NUMBERS', gen_random_uuid()::text, '{}', now(), now(), 40, 43, '{0}', 1) returning id`,
  );
  id = rows[0]!.id;
});

const review = { note: 'a roster was tested', officer: 'officer', traceId: '0'.repeat(32) };
const pending = async (state: FindingState, of = id): Promise<PendingReview> =>
  (await reviewFinding(pool, { ...review, id: of, state }))!;
const held = async (): Promise<Finding> => (await readFinding(pool, id))!;

test('a review holds as it was shown, once it is kept', async () => {
  await using kept = await pending('EXPLAINED');
  expect(kept.finding).toMatchObject({ state: 'EXPLAINED', reviews: [{ officer: 'officer' }] });
  expect(await held()).toMatchObject({ state: 'OPEN', reviews: [] });
  await kept.keep();
  expect(await held()).toEqual(kept.finding);
  await kept[Symbol.asyncDispose]();
  expect(await held()).toEqual(kept.finding);
});

test('one that is left never held', async () => {
  await using left = await pending('ESCALATED');
  await left[Symbol.asyncDispose]();
  expect(await held()).toMatchObject({ state: 'OPEN', reviews: [] });
});

test('one that waits for its leaf holds up neither another officer nor the rules', async () => {
  await using waiting = await pending('ESCALATED');
  await using other = await pending('EXPLAINED');
  await pool.query('update review.finding set count = 45, leaves = 2 where id = $1', [id]);
  await other.keep();
  expect(await held()).toMatchObject({ count: 45, state: 'EXPLAINED' });
  await waiting.keep();
  // Which of two at the same time is the newer one: the one that was asked for later.
  expect((await held()).reviews.map(({ state }) => state)).toEqual(['EXPLAINED', 'ESCALATED']);
});

test('one that the database forgot meanwhile is said not to hold, and does not', async () => {
  await using lost = await pending('EXPLAINED');
  await database.whileGone(() =>
    expect(lost.keep()).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE', reason: 'DATABASE' }),
  );
  expect(await held()).toMatchObject({ state: 'OPEN', reviews: [] });
});

test('no connection stays taken, by one that was kept, left, refused or of no finding', async () => {
  for (let n = 0; n < 5; n += 1) {
    const kept = await pending('EXPLAINED');
    await kept.keep();
    const left = await pending('OPEN');
    await left[Symbol.asyncDispose]();
    await expect(pending('NONE' as 'OPEN')).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    expect(await pending('OPEN', '00000000-0000-4000-8000-000000000000')).toBeUndefined();
  }
  expect(pool.totalCount).toBe(pool.idleCount);
  const superuser = await database.connect('superuser');
  const open = `select count(*)::int from pg_stat_activity
    where datname = current_database() and state like 'idle in transaction%'`;
  await expect.poll(async () => (await superuser.query(open)).rows).toEqual([{ count: 0 }]);
});
