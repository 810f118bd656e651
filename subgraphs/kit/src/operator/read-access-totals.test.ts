import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { limits } from '../service/limits.ts';
import { startTestOrphans, type TestOrphans } from '../testing/test-orphans.ts';
import { makeOperatorAsker, officer, operator, type OperatorAsker } from './asker-for-tests.ts';

let agency: TestOrphans;
let ask: OperatorAsker['ask'];
beforeAll(async () => {
  agency = await startTestOrphans(inject('postgresUrl'));
  ({ ask } = makeOperatorAsker(agency));
});
afterAll(() => agency[Symbol.asyncDispose]());

const query = `query Q($from: DateTime!, $to: DateTime!, $hours: Int) {
  accessTotals(from: $from, to: $to, hours: $hours) { from client purpose requests subjectCount } }`;

async function record(time: string, client: string, refs: number): Promise<void> {
  await agency.database.query(
    `insert into access.record (recorded_at, txn, client, purpose, legal_basis, fields, refs)
     select $1, gen_random_uuid(), $2, 'AID_ELIGIBILITY', 'LAW', '{orphans}',
       array(select gen_random_uuid() from generate_series(1, $3))`,
    [time, client, refs],
  );
}

const day = { from: '2026-11-27T00:00:00+08:00', to: '2026-11-28T00:00:00+08:00' };

test('records are summed by client, purpose and stretch, counted from the beginning of the range', async () => {
  await agency.database.query('truncate access.record');
  await record('2026-11-26T15:59:59.999999Z', 'school-1', 9);
  await record('2026-11-26T16:00:00Z', 'school-1', 2);
  await record('2026-11-27T03:00:00Z', 'school-1', 3);
  await record('2026-11-27T15:59:59Z', 'school-2', 1);
  await record('2026-11-27T16:00:00Z', 'school-2', 9);
  const totalsOf = async (hours: number) =>
    (await ask(operator, query, { ...day, hours })).data as unknown as { accessTotals: unknown[] };
  const sum = (from: string, client: string, requests: number, subjectCount: number) => ({
    from,
    client,
    purpose: 'AID_ELIGIBILITY',
    requests,
    subjectCount,
  });
  expect((await totalsOf(24)).accessTotals).toEqual([
    sum('2026-11-26T16:00:00.000000Z', 'school-1', 2, 5),
    sum('2026-11-26T16:00:00.000000Z', 'school-2', 1, 1),
  ]);
  expect((await totalsOf(12)).accessTotals).toEqual([
    sum('2026-11-26T16:00:00.000000Z', 'school-1', 2, 5),
    sum('2026-11-27T04:00:00.000000Z', 'school-2', 1, 1),
  ]);
});

test.each([0, limits.operator.maxTotalsHours + 1])('stretches of %i hours are refused', async (hours) => {
  expect(await ask(operator, query, { ...day, hours: 1 })).toMatchObject({ status: 200 });
  expect(await ask(operator, query, { ...day, hours })).toMatchObject({
    status: 400,
    code: 'BAD_USER_INPUT',
  });
});

test('a privacy officer gets no sums: they tell who asked', async () => {
  expect(await ask(officer, query, { ...day, hours: 24 })).toMatchObject({ code: 'FIELD_NOT_PERMITTED' });
});

test('more sums than are bounded are refused, and fewer by longer stretches are not', async () => {
  await agency.database.query('truncate access.record');
  await agency.database.query(
    `insert into access.record (recorded_at, txn, client, purpose, legal_basis, fields, refs)
     select '2026-01-01T00:00:00Z'::timestamptz + make_interval(hours => n), gen_random_uuid(), 'school', 'AID_ELIGIBILITY',
       'LAW', '{}', '{}' from generate_series(0, $1) as n`,
    [limits.operator.maxTotals],
  );
  const year = { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' };
  expect(await ask(operator, query, { ...year, hours: 1 })).toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(await ask(operator, query, { ...year, hours: 24 })).toMatchObject({ status: 200 });
});
