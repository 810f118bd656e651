import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { startTestOrphans, type TestOrphans } from '../testing/test-orphans.ts';
import { makeOperatorAsker, operator, type OperatorAsker } from './asker-for-tests.ts';
import { formatCursor, parseCursor } from './page-cursor.ts';
import { utcInstant } from './utc-instant.ts';

let agency: TestOrphans;
let ask: OperatorAsker['ask'];
beforeAll(async () => {
  agency = await startTestOrphans(inject('postgresUrl'));
  ({ ask } = makeOperatorAsker(agency));
});
afterAll(() => agency[Symbol.asyncDispose]());

const query = `query Q($from: DateTime, $to: DateTime, $first: Int, $after: String, $newestFirst: Boolean) {
  accessRecords(from: $from, to: $to, first: $first, after: $after, newestFirst: $newestFirst) {
    records { time txn } next } }`;

interface Range {
  readonly from?: string;
  readonly to?: string;
}

/** All pages of a range, as `time txn`. */
async function pagesOf(range: Range, first: number, newestFirst = false): Promise<string[][]> {
  const pages: string[][] = [];
  let after: string | null = null;
  do {
    const { data, text } = await ask(operator, query, { ...range, first, after, newestFirst });
    expect(text).not.toContain('errors');
    pages.push(data.accessRecords.records.map(({ time, txn }) => `${String(time)} ${String(txn)}`));
    after = data.accessRecords.next;
  } while (after !== null);
  return pages;
}

async function replaceRecords(times: readonly string[]): Promise<string[]> {
  const txns = times.map(() => randomUUID());
  await agency.database.query('truncate access.record');
  await agency.database.query(
    `insert into access.record (recorded_at, txn, client, purpose, legal_basis, fields, refs)
     select time, txn, 'school', 'AID_ELIGIBILITY', 'LAW', '{orphans}', '{}' from unnest($1::timestamptz[], $2::uuid[]) as r (time, txn)`,
    [times, txns],
  );
  return times.map((time, index) => `${time} ${String(txns[index])}`);
}

/** Few instants, so that many records share one; a microsecond apart, so that none may be rounded. */
const instant = fc.nat(5).map((micros) => `2026-11-27T08:00:00.12345${String(micros)}Z`);

test('pages of any size hold each record of the range once, in the order of time', async () => {
  const records = fc.array(instant, { maxLength: 25 });
  const bound = fc.option(instant, { nil: undefined });
  await fc.assert(
    fc.asyncProperty(
      records,
      bound,
      bound,
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      async (times, from, to, first, newestFirst) => {
        const written = await replaceRecords(times);
        const pages = await pagesOf({ ...(from && { from }), ...(to && { to }) }, first, newestFirst);
        const inside = written.filter((record) => (!from || record >= from) && (!to || record < to));
        const read = pages.flat();
        expect([...read].sort()).toEqual([...inside].sort());
        const times_ = read.map((record) => record.slice(0, 27));
        const rising = newestFirst ? [...times_].reverse() : times_;
        expect(rising).toEqual([...times_].sort());
        expect(pages.slice(0, -1).every((page) => page.length === first)).toBe(true);
        expect(pages.at(-1)!.length > 0 || pages.length === 1).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

test('a record that comes while pages are read moves none from its page', async () => {
  await replaceRecords(['2026-11-27T08:00:00.000001Z', '2026-11-27T08:00:00.000003Z']);
  const first = await ask(operator, query, { first: 1 });
  await agency.database.query(
    `insert into access.record (recorded_at, txn, client, purpose, legal_basis, fields, refs)
     values ('2026-11-27T08:00:00.000002Z', gen_random_uuid(), 'school', 'AID_ELIGIBILITY', 'LAW', '{}', '{}')`,
  );
  const rest = await ask(operator, query, { after: first.data.accessRecords.next });
  expect(rest.data.accessRecords.records.map(({ time }) => time)).toEqual([
    '2026-11-27T08:00:00.000002Z',
    '2026-11-27T08:00:00.000003Z',
  ]);
});

test('newest first, a cursor made by hand shows nothing outside the range either', async () => {
  await replaceRecords(['2026-11-27T08:00:00Z', '2026-11-28T08:00:00Z']);
  const id = '00000000-0000-4000-8000-000000000000';
  const after = formatCursor({ time: '9999-01-01T00:00:00.000000Z', id });
  const count = async (range: Range): Promise<number> =>
    (await ask(operator, query, { after, newestFirst: true, ...range })).data.accessRecords.records.length;
  expect(await count({})).toBe(2);
  expect(await count({ to: '2026-11-28T08:00:00Z' })).toBe(1);
  expect(await count({ from: '2026-11-29T00:00:00Z' })).toBe(0);
});

test('a cursor made by hand shows nothing outside the range', async () => {
  await replaceRecords(['2026-11-27T08:00:00Z', '2026-11-28T08:00:00Z']);
  const id = '00000000-0000-4000-8000-000000000000';
  const after = formatCursor({ time: '0001-01-01T00:00:00.000000Z', id });
  const count = async (range: Range): Promise<number> =>
    (await ask(operator, query, { after, ...range })).data.accessRecords.records.length;
  expect(await count({})).toBe(2);
  expect(await count({ from: '2026-11-28T00:00:00Z' })).toBe(1);
  expect(await count({ from: '2026-11-29T00:00:00Z' })).toBe(0);
  expect(await count({ to: '2026-11-27T08:00:00Z' })).toBe(0);
});

const place = { time: '2026-11-27T08:00:00.000001Z', id: '00000000-0000-4000-8000-000000000000' };
const written = (text: string): string => Buffer.from(text).toString('base64url');

test.each([
  ['nothing', ''],
  ['a space after it', `${formatCursor(place)} `],
  ['padding', `${formatCursor(place)}=`],
  ['no id', written(place.time)],
  ['a time that is none', written(`2026-02-30T08:00:00.000001Z ${place.id}`)],
  ['a time that Postgres knows besides', written(`infinity ${place.id}`)],
  ['the year 0', written(`0000-01-01T00:00:00.000000Z ${place.id}`)],
  ['another offset', written(`2026-11-27T08:00:00.000001+00:00 ${place.id}`)],
  ['milliseconds', written(`2026-11-27T08:00:00.001Z ${place.id}`)],
  ['an id that is none', written(`${place.time} 00000000-0000-4000-8000-00000000000g`)],
  ['an id in capitals', written(`${place.time} 00000000-0000-4000-8000-00000000000A`)],
  ['a statement', written(`${place.time} ${place.id}'; drop table access.record`)],
])('a cursor with %s is none', async (_what, after) => {
  expect(parseCursor(formatCursor(place))).toEqual(place);
  expect(await ask(operator, query, { after })).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
});

test('any instant that the schema takes, Postgres takes', async () => {
  await replaceRecords(['2026-11-27T08:00:00Z']);
  const count = async (from: string, to: string): Promise<number> =>
    (await ask(operator, query, { from, to })).data.accessRecords.records.length;
  expect(await count('0001-01-01T00:00:00+23:59', '9999-12-31T23:59:59.999999-23:59')).toBe(1);
  expect(await count('2026-11-27T23:59:00+15:59', '2026-11-27T24:00:00+15:59')).toBe(1);
  expect(await count('2026-11-27T16:00:00.000001+08:00', '9999-12-31T23:59:59Z')).toBe(0);
});

test('instants as text are in the order of time, to the microsecond', () => {
  const micros = fc.integer({ min: 0, max: 4_000_000_000 }).map((at) => BigInt(at) + 1_795_000_000_000_000n);
  const text = (at: bigint, offsetHours: number): string => {
    const shifted = new Date(Number(at / 1000n) + offsetHours * 3_600_000).toISOString().slice(0, 19);
    const offset = `${offsetHours < 0 ? '-' : '+'}${String(Math.abs(offsetHours)).padStart(2, '0')}:00`;
    return `${shifted}.${String(at % 1_000_000n).padStart(6, '0')}${offset}`;
  };
  const offset = fc.integer({ min: -14, max: 14 });
  fc.assert(
    fc.property(micros, offset, micros, offset, (a, inA, b, inB) => {
      expect(utcInstant(text(a, inA)) < utcInstant(text(b, inB))).toBe(a < b);
      expect(utcInstant(text(a, inA)) === utcInstant(text(b, inB))).toBe(a === b);
    }),
  );
});
