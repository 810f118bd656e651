import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { limits } from '../service/limits.ts';
import { openPool } from '../service/open-pool.ts';
import { openTestAgency, type TestAgency } from '../testing/test-agency.ts';
import { testIdNumber } from '../testing/test-id-number.ts';
import { testRegister } from '../testing/test-register.ts';
import { buildFilter } from './build-filter.ts';
import type { ListedFilter } from './listed-filter.ts';

let agency: TestAgency;
let pool: pg.Pool;
beforeAll(async () => {
  agency = await openTestAgency({ adminUrl: inject('postgresUrl'), agency: 'orphans' });
  pool = openPool(agency.serviceUrl);
});
afterAll(async () => {
  await pool.end();
  await agency[Symbol.asyncDispose]();
});

const build = (
  maxBytes = 2 ** 20,
  signal = new AbortController().signal,
): Promise<ListedFilter | undefined> => buildFilter({ pool, maxBytes, signal });

test('without a register there is no filter', async () => {
  expect(await build()).toBeUndefined();
});

test('everybody on the register is in it, over many pages, under one category or two, the first and the last ref too', async () => {
  await agency.importText(testRegister, ['身份证号,状态', `${testIdNumber(1)},退出`]);
  await agency.query(
    `insert into register.assertion
     select ref, category
     from (select gen_random_uuid() as ref from generate_series(1, $1::int)) person
     cross join unnest(array['ORPHAN', 'DE_FACTO_UNATTENDED']) category`,
    [limits.filter.personsPerPage + 500],
  );
  await agency.query(
    `insert into register.assertion values ('00000000-0000-0000-0000-000000000000', 'ORPHAN'), ('ffffffff-ffff-ffff-ffff-ffffffffffff', 'ORPHAN')`,
  );
  const filter = await build();
  const [row] = await agency.query<{ refs: Buffer; persons: number; revision: string }>(
    `select string_agg(uuid_send(ref), '') as refs, count(*)::int as persons, (select revision from shared.register)
     from (select distinct ref from register.assertion) listed`,
  );
  expect(row!.persons).toBe(limits.filter.personsPerPage + 502);
  expect(filter!.candidatesOf(row!.refs)).toHaveLength(row!.persons);
  expect(filter!.revision).toBe(row!.revision);
  expect(filter!.candidatesOf(randomBytes(16 * 10_000)).length).toBeLessThan(150);
});

test('a register that would take more than it may has none', async () => {
  expect(await build(50_000)).toBeUndefined();
  expect(await build(100_000)).toBeDefined();
});

test('a service that stops does not wait for it, and its connection is none to use again', async () => {
  await expect(build(2 ** 20, AbortSignal.abort(new Error('stopping')))).rejects.toThrow('stopping');
  expect(await build()).toBeDefined();
});
