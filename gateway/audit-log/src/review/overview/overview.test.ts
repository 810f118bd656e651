import { openPool } from '@hearthgate/database';
import fc from 'fast-check';
import type pg from 'pg';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import type { AuditEntry } from '../../audit-entry.ts';
import { entryForTests } from '../../entry-for-tests.ts';
import { limits } from '../../limits.ts';
import { openAuditLogForTests, type TestAuditLog } from '../../open-audit-log-for-tests.ts';
import { rollUp } from '../rollup/roll-up.ts';
import { recount } from './recount-for-tests.ts';
import { readOverview } from './read-overview.ts';

let at: TestAuditLog;
let pool: pg.Pool;
const open = (databaseUrl: string): pg.Pool =>
  openPool({ databaseUrl, maxConnections: 4, connectTimeoutMs: 10_000, statementTimeoutMs: 10_000 });

beforeEach(async () => {
  at = await openAuditLogForTests(inject('postgresUrl'));
  pool = open(at.database.urlAs('review'));
});
afterEach(async () => {
  await pool.end();
  await at[Symbol.asyncDispose]();
});
const access = {
  time: new Date('2026-11-27T08:00:00Z'),
  txn: '00000000-0000-4000-8000-000000000000',
  traceId: '0'.repeat(32),
  httpStatus: 200,
  legalBasis: 'x',
  assurance: 'bearer' as const,
};
const student = fc.integer({ min: 0, max: 40 }).map((n) => `L${String(n).padStart(18, '0')}`);
const students = fc.uniqueArray(student, { maxLength: 4 });
const outcome = fc.constantFrom('ANSWERED', 'ANSWERED', 'ANSWERED', 'FIELD_NOT_PERMITTED', 'INTERNAL');
const location = fc.constantFrom('3499107001', '3499107002', '990108');
const client = fc.constantFrom('school-1', 'school-2', 'center');

const entry: fc.Arbitrary<AuditEntry> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({
        client,
        location,
        outcome,
        purpose: fc.constantFrom('AID_ELIGIBILITY', 'FEE_WAIVER'),
        told: students,
        strangers: students,
      })
      .map(({ told, strangers, ...rest }) =>
        entryForTests({
          ...rest,
          disclosures: [
            { fields: ['orphan'], studentNumbers: told },
            { fields: [], studentNumbers: strangers },
          ],
        }),
      ),
  },
  {
    weight: 1,
    arbitrary: fc.record({ outcome, told: students }).map(({ told, ...rest }) => ({
      ...access,
      ...rest,
      kind: 'REVIEW' as const,
      client: 'officer',
      role: 'PRIVACY_OFFICER',
      location: '*',
      purpose: 'AUDIT_REVIEW',
      operations: ['whoSaw'],
      reason: 'a "reason": {"fields":[],"subjects":[]}',
      studentNumbers: told,
      results: 0,
    })),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({
        caller: fc.oneof(
          client.map((name) => ({ client: name })),
          fc.constant({ network: '192.0.2.0' }),
        ),
        counts: fc.dictionary(
          fc.constantFrom('UNAUTHENTICATED', 'RATE_LIMITED'),
          fc.integer({ min: 1, max: 9_999 }),
          { minKeys: 1 },
        ),
      })
      .map((told) => ({
        kind: 'REFUSALS' as const,
        time: access.time,
        from: access.time,
        to: access.time,
        ...told,
      })),
  },
  {
    weight: 1,
    arbitrary: fc.constant({ kind: 'START' as const, time: access.time, policy: '0'.repeat(64) }),
  },
);

/** Leaves as though they had been recorded over days: what the database's clock cannot be told is told to its tables. */
async function spread(gapsMinutes: readonly number[]): Promise<void> {
  const superuser = await at.database.connect('superuser');
  await superuser.query('set session_replication_role = replica');
  let minutes = 0;
  for (const [index, gap] of gapsMinutes.entries()) {
    minutes += gap;
    const moved = [index, `${String(minutes)} minutes`];
    for (const table of ['leaf', 'subject']) {
      await superuser.query(
        `update log.${table} set recorded_at = '2026-11-01T00:00:00Z'::timestamptz + $2::interval where index = $1`,
        moved,
      );
    }
  }
}

async function fill(entries: readonly AuditEntry[]): Promise<void> {
  const log = at.open();
  for (const one of entries) await log.commit(one, AbortSignal.timeout(10_000));
}

const told = fc.array(
  fc.record({
    entry,
    gap: fc.oneof(fc.integer({ min: 0, max: 1_500 }), fc.integer({ min: 0, max: 20_000 })),
  }),
  {
    minLength: 1,
    maxLength: 30,
  },
);
const range = fc.record({
  fromHour: fc.integer({ min: -30, max: 300 }),
  hours: fc.oneof(fc.integer({ min: 1, max: 72 }), fc.integer({ min: 73, max: 4_000 })),
});

test('is what a recount of all leaves gives, wherever the rollup is and whatever it was killed in', async () => {
  await fc.assert(
    fc.asyncProperty(
      told,
      fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 8 }),
      range,
      async (leaves, batches, { fromHour, hours }) => {
        await pool.end();
        await at[Symbol.asyncDispose]();
        at = await openAuditLogForTests(inject('postgresUrl'));
        pool = open(at.database.urlAs('review'));
        await fill(leaves.map(({ entry: one }) => one));
        await spread(leaves.map(({ gap }) => gap));
        const from = new Date(Date.UTC(2026, 10, 1, fromHour, 17));
        const query = { from, to: new Date(from.getTime() + hours * 3_600_000) };
        const expected = await recount(at.database.urlAs('reader'), query);
        for (const size of batches) {
          expect(await readOverview(pool, query)).toMatchObject(expected);
          if (size % 3 === 0) await killed(size);
          else await rollUp(pool, size);
        }
        const overview = await readOverview(pool, query);
        expect(overview).toMatchObject(expected);
        expect(overview.size).toBe(leaves.length);
      },
    ),
    { numRuns: 10 },
  );
}, 120_000);

/** A rollup whose connection is ended before it can commit. */
async function killed(size: number): Promise<void> {
  const doomed = open(at.database.urlAs('review'));
  doomed.on('connect', (connection) => {
    const query = connection.query.bind(connection) as (...given: unknown[]) => Promise<unknown>;
    Object.assign(connection, {
      query: async (...given: unknown[]) => {
        if (given[0] === 'commit') {
          const { rows } = (await query('select pg_backend_pid() as pid')) as { rows: { pid: number }[] };
          const superuser = await at.database.connect('superuser');
          await superuser.query('select pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
        }
        return query(...given);
      },
    });
  });
  await expect(rollUp(doomed, size)).rejects.toThrow();
  await doomed.end();
}

test('rolled up by two at once while the log grows, each leaf is counted once', async () => {
  const log = at.open();
  const other = open(at.database.urlAs('review'));
  const query = { from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 3_600_000) };
  let written = 0;
  let isDone = false;
  const writing = (async () => {
    for (; written < 300; written += 1) await log.commit(entryForTests(), AbortSignal.timeout(10_000));
    isDone = true;
  })();
  const rolling = [pool, other].map(async (one) => {
    while (!isDone) await rollUp(one, 7);
  });
  while (!isDone) {
    const { answered, size } = await readOverview(pool, query).then(({ total, size: of }) => ({
      ...total,
      size: of,
    }));
    expect(answered).toBe(size);
  }
  await Promise.all([writing, ...rolling]);
  while ((await rollUp(pool, 100)) > 0);
  const { total, rolledUpTo } = await readOverview(pool, query);
  expect([total.answered, total.subjects, rolledUpTo]).toEqual([300, 300, 300]);
  await other.end();
});

test('rows that another version made, or that somebody emptied, are made anew', async () => {
  await fill([entryForTests(), entryForTests({ outcome: 'INTERNAL' }), entryForTests()]);
  const query = { from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 3_600_000) };
  await rollUp(pool, 100);
  const before = await readOverview(pool, query);
  const owner = await at.database.connect('owner');
  for (const change of ['definition = 0', 'next = 0', 'next = 99']) {
    await owner.query(`update review.progress set ${change} where job = 'rollup'`);
    await owner.query(`update review.activity set events = 77`);
    expect(await rollUp(pool, 100)).toBe(3);
    expect(await readOverview(pool, query)).toEqual(before);
  }
});

test('a log that is far longer than what was rolled up is not counted now', async () => {
  await fill([entryForTests()]);
  const superuser = await at.database.connect('superuser');
  await superuser.query(
    `set session_replication_role = replica; update log.head set size = ${String(limits.review.maxTailLeaves + 1)}`,
  );
  const query = { from: new Date(0), to: new Date(3_600_000) };
  await expect(readOverview(pool, query)).rejects.toMatchObject({
    code: 'AUDIT_UNAVAILABLE',
    reason: 'BEHIND',
  });
});

test.each([
  ['ends before it begins', '2026-11-02T00:00:00Z', '2026-11-01T00:00:00Z'],
  ['is longer than two years', '2020-11-02T00:00:00Z', '2026-11-01T00:00:00Z'],
])('a range that %s is refused', async (_what, from, to) => {
  const query = { from: new Date(from), to: new Date(to) };
  await expect(readOverview(pool, query)).rejects.toMatchObject({ code: 'BAD_LOG_QUERY' });
});
