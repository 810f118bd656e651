import { hmacSha256 } from '@hearthgate/audit-log';
import { createSecretKey, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../database/open-test-database.ts';
import { Refusal } from '../errors.ts';
import { forgetSpentSubjects } from './forget-spent-subjects.ts';
import { spendSubjects, type SpendSubjectsOptions, type SubjectBudget } from './spend-subjects.ts';

let database: TestDatabase;
let replica: SubjectBudget;
let otherReplica: SubjectBudget;
beforeAll(async () => {
  database = await openTestDatabase(inject('postgresUrl'));
  const hmac = hmacSha256(createSecretKey(randomBytes(32)));
  replica = { pool: database.openPool(), hmac };
  otherReplica = { pool: database.openPool(), hmac };
});
beforeEach(() => database.owner.query('truncate subject_budget, spent_subject'));
afterAll(() => database[Symbol.asyncDispose]());

const noon = new Date('2026-11-22T04:00:00Z');
const number = (n: number): string => `J${String(n).padStart(18, '0')}`;
const numbers = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, index) => number(from + index));

interface Spending {
  readonly budget?: SubjectBudget;
  readonly client?: string;
  readonly purpose?: 'AID_ELIGIBILITY' | 'FEE_WAIVER';
  readonly subjectsPerDay?: number;
  readonly now?: Date;
}

/** Of a budget of 10, unless told. */
function spendingOf(studentNumbers: readonly string[], spending: Spending = {}): SpendSubjectsOptions {
  const { budget = replica, client = 'a', purpose = 'AID_ELIGIBILITY', now = noon } = spending;
  const settings = {
    id: client,
    adHocQueries: false,
    person: false,
    senderConstrained: false,
    requestsPerSecond: 0,
    subjectsPerDay: spending.subjectsPerDay ?? 10,
    revoked: false,
  };
  return { budget, grant: { client, purpose, settings }, studentNumbers, now };
}

/** Whether they fitted. */
async function spend(studentNumbers: readonly string[], spending?: Spending): Promise<boolean> {
  try {
    await spendSubjects(spendingOf(studentNumbers, spending));
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'SUBJECT_BUDGET_EXHAUSTED') return false;
    throw error;
  }
}

test('ten of ten pass, the eleventh does not, and it is told when to come back', async () => {
  expect(await spend(numbers(0, 10))).toBe(true);
  expect(await spend([number(10)])).toBe(false);
  const told = await spendSubjects(spendingOf([number(10)])).catch((error: unknown) => error);
  expect(told).toMatchObject({ httpStatus: 429, headers: { 'retry-after': String(12 * 3600) } });
});

test('a student counts once a day, in one request and in several', async () => {
  expect(await spend([...numbers(0, 5), ...numbers(0, 5), ...numbers(0, 5)])).toBe(true);
  expect(await spend(numbers(0, 5))).toBe(true);
  expect(await spend(numbers(3, 10))).toBe(true);
  expect(await spend(numbers(0, 10))).toBe(true);
});

test('what does not fit costs nothing, and what fits still passes', async () => {
  expect(await spend(numbers(0, 8))).toBe(true);
  expect(await spend(numbers(8, 11))).toBe(false);
  expect(await spend(numbers(8, 10))).toBe(true);
});

test('each client, each purpose and each day in China has its own', async () => {
  expect(await spend(numbers(0, 10))).toBe(true);
  expect(await spend(numbers(10, 20), { client: 'b' })).toBe(true);
  expect(await spend(numbers(10, 20), { purpose: 'FEE_WAIVER' })).toBe(true);
  expect(await spend(numbers(10, 20), { now: new Date('2026-11-22T15:59:59Z') })).toBe(false);
  expect(await spend(numbers(10, 20), { now: new Date('2026-11-22T16:00:00Z') })).toBe(true);
});

test('0 is no limit, and then nothing is written', async () => {
  expect(await spend(numbers(0, 500), { subjectsPerDay: 0 })).toBe(true);
  expect((await database.owner.query('select from subject_budget')).rowCount).toBe(0);
});

test('a limit that was lowered holds at once', async () => {
  expect(await spend(numbers(0, 8))).toBe(true);
  expect(await spend([number(8)], { subjectsPerDay: 5 })).toBe(false);
  expect(await spend(numbers(0, 8), { subjectsPerDay: 5 })).toBe(true);
});

test('replicas share it: one knows what the other spent', async () => {
  expect(await spend(numbers(0, 9))).toBe(true);
  expect(await spend(numbers(0, 10), { budget: otherReplica })).toBe(true);
  expect(await spend([number(10)])).toBe(false);
});

test('requests at the same time do not spend more than there is, at any interleaving', async () => {
  for (let round = 0; round < 5; round += 1) {
    const client = `racing-${String(round)}`;
    const spent = await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        spend([number(n)], { client, budget: n % 2 === 0 ? replica : otherReplica }),
      ),
    );
    expect(spent.filter(Boolean)).toHaveLength(10);
    // The same students at the same time are one expense, whoever comes first.
    const same = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        spend(numbers(0, 10), { client: `${client}-same`, budget: n % 2 === 0 ? replica : otherReplica }),
      ),
    );
    expect(same).toEqual(Array<boolean>(10).fill(true));
  }
});

test('over any requests, exactly those pass whose new students fit', async () => {
  let run = 0;
  const request = fc.array(fc.nat(15), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(fc.array(request, { maxLength: 8 }), async (requests) => {
      run += 1;
      const known = new Set<number>();
      for (const asked of requests) {
        const after = new Set([...known, ...asked]);
        const fits = after.size <= 10 || asked.every((n) => known.has(n));
        expect(await spend(asked.map(number), { client: `run-${String(run)}` })).toBe(fits);
        if (fits) for (const n of asked) known.add(n);
      }
    }),
    { numRuns: 40 },
  );
});

test('no student number is stored, nor one value twice for one student', async () => {
  await spend([number(7)]);
  await spend([number(7)], { client: 'b' });
  await spend([number(7)], { purpose: 'FEE_WAIVER' });
  await spend([number(7)], { now: new Date('2026-11-23T04:00:00Z') });
  const { rows } = await database.owner.query<{ subject: string }>('select subject from spent_subject');
  expect(new Set(rows.map(({ subject }) => subject)).size).toBe(4);
  const dump = await database.owner.query('select * from spent_subject, subject_budget');
  expect(JSON.stringify(dump.rows)).not.toMatch(/J?0{8}/);
});

test('a database that does not answer lets nobody through', async () => {
  expect(await spend([number(1)])).toBe(true);
  await database.whileGone(() =>
    expect(spend([number(1)])).rejects.toMatchObject({ code: 'BUDGET_UNAVAILABLE', httpStatus: 503 }),
  );
  expect(await spend([number(1)])).toBe(true);
});

describe('what is forgotten', () => {
  test('days before yesterday, at the start and by whoever of the replicas comes first', async () => {
    const dayOf = (daysAgo: number): Date => new Date(Date.now() - daysAgo * 86_400_000);
    for (const daysAgo of [0, 1, 2, 3, 40]) await spend(numbers(0, 5), { now: dayOf(daysAgo) });
    const forgetting = [forgetSpentSubjects(replica.pool), forgetSpentSubjects(otherReplica.pool)];
    await expect
      .poll(async () => (await database.owner.query('select from subject_budget')).rowCount)
      .toBe(2);
    expect((await database.owner.query('select from spent_subject')).rowCount).toBe(10);
    for (const { close } of forgetting) close();
  });
});

describe('the gateway’s own role', () => {
  test.each([
    'select * from spent_subject',
    'select * from subject_budget',
    'delete from spent_subject',
    'update subject_budget set spent = 0',
    'truncate subject_budget, spent_subject',
    `create or replace function public.spend_subjects(text, text, date, uuid[], integer) returns boolean
       language sql return true`,
  ])('may not: %s', async (sql) => {
    await expect(replica.pool.query(sql)).rejects.toMatchObject({ code: '42501' });
  });
});
