import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { entryForTests } from '../../entry-for-tests.ts';
import { openAuditLogForTests, type TestAuditLog } from '../../open-audit-log-for-tests.ts';
import type { LogReview } from '../log-review.ts';
import { openLogReview } from '../open-log-review.ts';

let at: TestAuditLog;
let review: LogReview;
const faults: unknown[] = [];

beforeEach(async () => {
  at = await openAuditLogForTests(inject('postgresUrl'));
  const log = at.open();
  await Promise.all(
    Array.from({ length: 300 }, () => log.commit(entryForTests(), AbortSignal.timeout(10_000))),
  );
  await log.checkpoint();
  await Promise.all(
    Array.from({ length: 30 }, () => log.commit(entryForTests(), AbortSignal.timeout(10_000))),
  );
  const second = at.open();
  await second.checkpoint();
  await second.commit(entryForTests(), AbortSignal.timeout(10_000));
});
afterEach(async () => {
  await review.close();
  await at[Symbol.asyncDispose]();
});

function open(): void {
  review = openLogReview({
    reviewUrl: at.database.urlAs('review'),
    checkpointKeysFile: at.files.checkpointKeys,
    reportFault: (error) => faults.push(error),
  });
}

async function tamper(sql: string): Promise<void> {
  const superuser = await at.database.connect('superuser');
  await superuser.query(`set session_replication_role = replica; ${sql}`);
}

test('of a log that holds says what was checked, up to where, and when the last checkpoint was signed', async () => {
  open();
  const integrity = await review.integrity();
  expect(integrity).toMatchObject({
    verified: true,
    size: 331,
    checkpoint: { size: 330, signedAt: expect.any(Date) as Date },
    checks: [
      { check: 'HEAD_OVER_STORED_HASHES', holds: true, upTo: 331 },
      { check: 'CHECKPOINT_SIGNATURE', holds: true, upTo: 330 },
      { check: 'CHECKPOINT_OVER_STORED_HASHES', holds: true, upTo: 330 },
      { check: 'CHECKPOINT_EXTENDS_PREVIOUS', holds: true, upTo: 330 },
    ],
  });
  expect(integrity.checkpoint?.note).toContain(`\n330\n${integrity.checkpoint?.root ?? ''}\n`);
  await expect
    .poll(async () => (await review.integrity()).walk, { timeout: 30_000 })
    .toMatchObject({
      upTo: 331,
      completedSize: 331,
      completedAt: expect.any(Date) as Date,
      fault: undefined,
    });
  await at.open().commit(entryForTests({ fields: ['aFieldOfToday'] }), AbortSignal.timeout(10_000));
  await expect.poll(async () => (await review.integrity()).walk.completedSize, { timeout: 30_000 }).toBe(332);
});

test('a log without leaves holds', async () => {
  await at[Symbol.asyncDispose]();
  at = await openAuditLogForTests(inject('postgresUrl'));
  open();
  expect(await review.integrity()).toMatchObject({ verified: true, size: 0, checkpoint: undefined });
});

const flip = (column: string, where: string): string =>
  `update log.${where.includes('level') ? 'node' : 'leaf'} set ${column} = set_byte(${column}, 3, get_byte(${column}, 3) # 1) where ${where}`;

describe('at once it is told', () => {
  test.each([
    ['a stored hash that was changed', flip('hash', 'index = 300'), 'HEAD_OVER_STORED_HASHES'],
    ['a node that was changed', flip('hash', 'level = 1 and index = 0'), 'CHECKPOINT_OVER_STORED_HASHES'],
    ['a node that is gone', 'delete from log.node', 'HEAD_OVER_STORED_HASHES'],
    [
      'another head',
      `update log.head set frontier = set_byte(frontier, 0, get_byte(frontier, 0) # 1)`,
      'HEAD_OVER_STORED_HASHES',
    ],
    [
      'a checkpoint that somebody else signed',
      `update log.checkpoint set note = translate(note, 'ABCDEF', 'BCDEFA') where size = 330`,
      'CHECKPOINT_SIGNATURE',
    ],
    [
      'a checkpoint before it that is of another log',
      `update log.checkpoint set note = (select note from log.checkpoint where size = 330) where size = 300`,
      'CHECKPOINT_EXTENDS_PREVIOUS',
    ],
    [
      'a log that lost its end',
      'update log.head set size = 256, frontier = (select hash from log.node)',
      'CHECKPOINT_OVER_STORED_HASHES',
    ],
  ])('%s', async (_what, sql, check) => {
    open();
    expect((await review.integrity()).verified).toBe(true);
    await tamper(sql);
    const { verified, checks } = await review.integrity();
    expect(verified).toBe(false);
    expect(checks.find(({ check: name }) => name === check)).toMatchObject({ holds: false });
  });
});

describe('the walk comes to', () => {
  test.each([
    ['a leaf that was changed', flip('leaf', 'index = 17'), 'leaf 17'],
    ['a column that was changed', `update log.leaf set client = 'somebody' where index = 17`, 'leaf 17'],
    ['a subject that is gone', 'delete from log.subject where index = 17', /leaf 17/],
    ['a leaf that is gone', 'delete from log.leaf where index = 17', 'leaf 17'],
  ])('%s', async (_what, sql, place) => {
    await tamper(sql);
    open();
    await expect
      .poll(async () => (await review.integrity()).walk.fault?.place, { timeout: 30_000 })
      .toMatch(place);
    expect((await review.integrity()).verified).toBe(false);
  });
});
