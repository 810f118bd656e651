import { formatPersonRefs, parsePersonRefs } from '@hearthgate/schema';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import type { CoveredCall } from '../agency-token/cover-call.ts';
import { rekeyRegister } from '../import/rekey-register.ts';
import { personRef } from '../pseudonym/person-ref.ts';
import { openTestAgency, type TestAgency } from '../testing/test-agency.ts';
import { testRequester } from '../testing/test-gateway.ts';
import { testIdNumber } from '../testing/test-id-number.ts';
import { testKeyRing } from '../testing/test-key-ring.ts';
import { testRegister } from '../testing/test-register.ts';
import { openPool } from './open-pool.ts';
import { readStandings, type RegisterSnapshot } from './read-standings.ts';

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
const content = (...people: number[]): string[] => [
  '身份证号,状态',
  ...people.map((n) => `${testIdNumber(n)},在册`),
];
beforeEach(() => agency.importText(testRegister, content(1, 2)));

const uuidOf = (n: number): string => personRef(agency.keyRings.orphans.current, testIdNumber(n));
const refsOf = (...people: number[]): Buffer =>
  Buffer.concat(people.map((n) => Buffer.from(uuidOf(n).replaceAll('-', ''), 'hex')));

function read(
  people: readonly number[],
  candidates?: { readonly revision: string; readonly refs: Buffer },
): Promise<RegisterSnapshot | undefined> {
  const refs = refsOf(...people);
  const claims = { purpose: 'AID_ELIGIBILITY', requesters: [testRequester(people.length)] };
  const text = formatPersonRefs({ version: 1, bytes: refs });
  const call = { claims, fields: ['orphans'], refs: [text] } as unknown as CoveredCall;
  return readStandings({ pool, call, field: 'orphans', refs, candidates });
}

async function listed(...asking: Parameters<typeof read>): Promise<number[]> {
  const found = Buffer.concat((await read(...asking))!.listed.map(({ refs }) => refs)).toString('hex');
  return asking[0].filter((n) => found.includes(refsOf(n).toString('hex')));
}

const revision = async (): Promise<string> => (await read([]))!.revision;
const nobody = Buffer.alloc(0);

test('without candidates all are looked up; with those of the register as it is, they alone', async () => {
  expect(await listed([1, 2, 9])).toEqual([1, 2]);
  const candidates = { revision: await revision(), refs: refsOf(2, 9) };
  expect(await listed([1, 2, 9], candidates)).toEqual([2]);
});

describe('candidates from before a change count for nothing: a YES that it brought is never a NO', () => {
  const changes: Record<string, () => Promise<unknown>> = {
    'an import': () => agency.importText(testRegister, content(1, 2, 3)),
    'a row that its owner adds by hand': () =>
      agency.query(`insert into register.assertion values ($1, 'ORPHAN')`, [uuidOf(3)]),
    'a row that its owner changes': () =>
      agency.query('update register.assertion set ref = $1 where ref = $2', [uuidOf(3), uuidOf(2)]),
    'rows from elsewhere, with a number of their own in one transaction': async () => {
      await agency.query(`begin; truncate register.assertion; savepoint s; delete from register.assertion;
        rollback to s; insert into register.assertion values ('${uuidOf(3)}', 'ORPHAN'); commit`);
    },
  };
  test.each(Object.entries(changes))('%s', async (_name, change) => {
    const before = await revision();
    expect(await listed([3], { revision: before, refs: nobody })).toEqual([]);
    await change();
    expect(await listed([3], { revision: before, refs: nobody })).toEqual([3]);
    expect(await revision()).not.toBe(before);
  });

  test('new keys', async () => {
    const before = await revision();
    const orphans = { current: testKeyRing(2).current, previous: agency.keyRings.orphans.current };
    await rekeyRegister({ databaseUrl: agency.ownerUrl, agency: 'orphans', keyRings: { orphans } });
    expect(await listed([1], { revision: before, refs: nobody })).toEqual([1]);
  });
});

test('a change that was rolled back is none', async () => {
  const before = await revision();
  await agency.query('begin; truncate register.assertion; rollback');
  expect(await revision()).toBe(before);
});

test('the access record is about everybody who was asked about, candidates or not', async () => {
  await agency.query('truncate access.record');
  await read([1, 9], { revision: await revision(), refs: refsOf(1) });
  const rows = await agency.query<{ refs: string[] }>(
    'select refs::text[] as refs from access.record where cardinality(refs) > 0',
  );
  expect(rows).toEqual([{ refs: [uuidOf(1), uuidOf(9)] }]);
});

test('refs go into the database as they came out of their text', async () => {
  const { bytes } = parsePersonRefs(formatPersonRefs({ version: 1, bytes: refsOf(2, 1) }))!;
  expect(bytes).toEqual(refsOf(2, 1));
  expect(await listed([2, 1])).toEqual([2, 1]);
});
