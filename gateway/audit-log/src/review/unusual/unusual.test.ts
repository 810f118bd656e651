import { openPool } from '@hearthgate/database';
import type pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import type { RequestEntry } from '../../audit-entry.ts';
import { entryForTests } from '../../entry-for-tests.ts';
import { limits } from '../../limits.ts';
import { openAuditLogForTests, type TestAuditLog } from '../../open-audit-log-for-tests.ts';
import { rollUp } from '../rollup/roll-up.ts';
import { applyRules } from './apply-rules.ts';
import type { Finding, ReviewFindingOptions } from './finding.ts';
import { readFindings } from './read-findings.ts';
import { reviewFinding } from './review-finding.ts';

let at: TestAuditLog;
let pool: pg.Pool;
let next = 0;

beforeEach(async () => {
  at = await openAuditLogForTests(inject('postgresUrl'));
  next = 0;
  const databaseUrl = at.database.urlAs('review');
  pool = openPool({ databaseUrl, maxConnections: 4, connectTimeoutMs: 10_000, statementTimeoutMs: 10_000 });
});
afterEach(async () => {
  await pool.end();
  await at[Symbol.asyncDispose]();
});

const students = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, n) => `L${String(from + n).padStart(18, '0')}`);
const hour = (n: number): Date => new Date(Date.UTC(2026, 10, 1, n));

/** Written, and told to the tables as recorded then. */
async function record(time: Date, entry: Partial<RequestEntry>): Promise<number> {
  const { index } = await at.open().commit(entryForTests(entry), AbortSignal.timeout(10_000));
  const superuser = await at.database.connect('superuser');
  await superuser.query('set session_replication_role = replica');
  for (const table of ['leaf', 'subject']) {
    await superuser.query(`update log.${table} set recorded_at = $2 where index = $1`, [index, time]);
  }
  next = index + 1;
  return index;
}

const about = (told: number, strangers = 0, from = 0): Pick<RequestEntry, 'disclosures'> => ({
  disclosures: [
    { fields: ['orphan'], studentNumbers: students(told, from) },
    { fields: [], studentNumbers: students(strangers, from + 1_000) },
  ],
});

async function found(): Promise<readonly Finding[]> {
  while ((await rollUp(pool, 3)) > 0);
  while ((await applyRules({ pool, leaves: 2, thresholds: limits.review.rules })) > 0);
  const { findings } = await readFindings(pool, { limit: 100 });
  return findings;
}

describe('a client far above its own habit', () => {
  const { leastHours, leastSubjects, habitDays } = limits.review.rules.aboveOwnHabit;
  const habit = async (hours: number, subjects: number): Promise<void> => {
    for (let n = 0; n < hours; n += 1) await record(hour(n), about(subjects));
  };

  test('is found with the hour, the count, its habit and the leaves', async () => {
    await habit(leastHours, 21);
    const index = await record(hour(30), about(leastSubjects + 6));
    expect(await found()).toMatchObject([
      {
        rule: 'ABOVE_OWN_HABIT',
        client: 'lianhe-senior-1',
        locations: ['3499107001'],
        begins: hour(30),
        ends: hour(31),
        count: leastSubjects + 6,
        usual: 21,
        evidence: [index],
        leaves: 1,
        state: 'OPEN',
        reviews: [],
      },
    ]);
  });

  test.each([
    ['five times its habit and no more', leastHours, 21, leastSubjects + 5, 30],
    ['of less habit', leastHours - 1, 21, leastSubjects + 6, 30],
    ['about fewer than matter', leastHours, 1, leastSubjects - 1, 30],
    ['whose habit is older', leastHours, 21, leastSubjects + 6, 24 * habitDays + leastHours],
  ])('not one that asked %s', async (_what, hours, usual, now, at) => {
    await habit(hours, usual);
    await record(hour(at), about(now));
    expect(await found()).toEqual([]);
  });

  test('is one finding while the hour goes on, which grows', async () => {
    await habit(leastHours, 1);
    await record(hour(30), about(leastSubjects));
    expect(await found()).toMatchObject([{ count: leastSubjects, leaves: 1 }]);
    await record(hour(30), about(3, 0, 500));
    expect(await found()).toMatchObject([
      { count: leastSubjects + 3, leaves: 2, evidence: [next - 1, next - 2] },
    ]);
  });
});

describe('walking through numbers that are not on its roll', () => {
  const { leastStrangers } = limits.review.rules.walkingNumbers;

  test('is found, over several requests of an hour', async () => {
    await record(hour(3), about(10, leastStrangers - 1));
    expect(await found()).toEqual([]);
    await record(hour(3), about(1, 1, 200));
    expect(await found()).toMatchObject([
      {
        rule: 'WALKING_NUMBERS',
        count: leastStrangers,
        usual: 11 + leastStrangers,
        evidence: [1, 0],
        leaves: 2,
      },
    ]);
  });

  test.each([
    ['in two hours', [hour(3), hour(4)], about(0, leastStrangers / 2), 'ANSWERED'],
    ['among many that are', [hour(3), hour(3)], about(leastStrangers * 3, leastStrangers / 2), 'ANSWERED'],
    ['where nobody was answered', [hour(3), hour(3)], about(0, leastStrangers), 'INTERNAL'],
  ])('not %s', async (_what, times, disclosed, outcome) => {
    for (const time of times) await record(time, { ...disclosed, outcome });
    expect(await found()).toEqual([]);
  });
});

describe('a student of several schools', () => {
  const schools = ['3499107001', '3499107002', '3499107003', '3499107004'];
  const asked = (location: string, day: number, role = 'SCHOOL_AID_OFFICE'): Promise<number> =>
    record(hour(24 * day), { client: `c-${location}`, location, role, ...about(1) });

  test('is found, is another once a fourth joins, and is not named', async () => {
    for (const [n, school] of schools.slice(0, 3).entries()) await asked(school, n * 10);
    const first = await found();
    expect(first).toMatchObject([
      {
        rule: 'SEVERAL_SCHOOLS',
        client: undefined,
        locations: schools.slice(0, 3),
        count: 3,
        usual: 3,
        evidence: [2, 1, 0],
      },
    ]);
    await asked(schools[3]!, 21);
    const both = await found();
    expect(both).toMatchObject([
      { count: 4, locations: schools },
      { id: first[0]!.id, count: 3 },
    ]);
    const reader = await at.database.connect('reader');
    const { rows } = await reader.query<{ hex: string; short: string }>(
      `select encode(uuid_send(subject), 'hex') as hex, subject::text as short from log.subject limit 1`,
    );
    for (const name of [rows[0]!.hex, rows[0]!.short, students(1)[0]!]) {
      expect(JSON.stringify(both)).not.toContain(name);
    }
  });

  test('not of two, nor over more days, nor where an aid center is one of them', async () => {
    await asked(schools[0]!, 0);
    await asked(schools[1]!, 1);
    await asked('990108', 2, 'AID_CENTER');
    await asked(schools[2]!, 31);
    expect(await found()).toEqual([]);
  });
});

describe('a purpose used for the first time', () => {
  test('is found of a client that has been known for a week, once', async () => {
    await record(hour(0), about(1));
    await record(hour(24 * 7), { ...about(1), purpose: 'FEE_WAIVER' });
    await record(hour(24 * 7 + 1), { ...about(1), purpose: 'FEE_WAIVER' });
    expect(await found()).toMatchObject([
      {
        rule: 'FIRST_USE_OF_PURPOSE',
        client: 'lianhe-senior-1',
        purpose: 'FEE_WAIVER',
        usual: 7,
        evidence: [1],
      },
    ]);
  });

  test('not of one that is new', async () => {
    await record(hour(0), about(1));
    await record(hour(24 * 7 - 1), { ...about(1), purpose: 'FEE_WAIVER' });
    expect(await found()).toEqual([]);
  });
});

describe('what officers make of it', () => {
  const review = { note: 'a roster was tested', officer: 'officer', traceId: '0'.repeat(32) } as const;
  const reviewedAs = async (given: Pick<ReviewFindingOptions, 'id' | 'state'> & { note?: string }) => {
    const pending = await reviewFinding(pool, { ...review, ...given });
    await pending?.keep();
    return pending?.finding;
  };

  test('is kept, all of it, and the last one holds', async () => {
    await record(hour(3), about(0, 40));
    await record(hour(5), about(0, 40, 5_000));
    const [, finding] = await found();
    const { id } = finding!;
    await reviewedAs({ id, state: 'ESCALATED' });
    const reviewed = await reviewedAs({ id, state: 'EXPLAINED', note: 'by the school' });
    expect(reviewed).toMatchObject({
      state: 'EXPLAINED',
      reviews: [
        { state: 'EXPLAINED', note: 'by the school', officer: 'officer' },
        { state: 'ESCALATED', note: review.note },
      ],
    });
    const open = await readFindings(pool, { limit: 1, state: 'OPEN' });
    expect(open).toMatchObject({ findings: [{ begins: hour(5) }], next: undefined });
    expect(open.counts).toEqual({ OPEN: 1, EXPLAINED: 1, ESCALATED: 0 });
    const page = await readFindings(pool, { limit: 1 });
    expect((await readFindings(pool, { limit: 1, after: page.next })).findings).toEqual([reviewed]);
  });

  test('is about nothing where there is no such finding', async () => {
    const ids = ['00000000-0000-4000-8000-000000000000', 'x', "'; drop schema review"];
    for (const id of ids) expect(await reviewFinding(pool, { ...review, id, state: 'OPEN' })).toBeUndefined();
  });

  test('found again after everything was made anew, it is the same and keeps what was made of it', async () => {
    await record(hour(3), about(0, 40));
    const [{ id }] = (await found()) as [Finding];
    await reviewedAs({ id, state: 'EXPLAINED' });
    const owner = await at.database.connect('owner');
    await owner.query('update review.progress set next = 0');
    expect(await found()).toMatchObject([{ id, state: 'EXPLAINED' }]);
  });

  test.each(['limit 0', 'limit 101', 'after x'])('a page with %s is refused', async (what) => {
    const [name = '', value = ''] = what.split(' ');
    const query = name === 'limit' ? { limit: Number(value) } : { limit: 1, after: value };
    await expect(readFindings(pool, query)).rejects.toMatchObject({ code: 'BAD_LOG_QUERY' });
  });
});
