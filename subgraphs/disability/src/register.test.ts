import { fileURLToPath } from 'node:url';
import {
  openTestAgency,
  type TestAgency,
  testIdNumber,
  testWorkbook,
} from '@hearthgate/subgraph-kit/testing';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { register } from './register.ts';

let agency: TestAgency;
beforeAll(async () => {
  agency = await openTestAgency({ adminUrl: inject('postgresUrl'), agency: 'disability' });
});
afterAll(() => agency[Symbol.asyncDispose]());

const header = '姓名,身份证号,残疾人证号,状态,有效期至';
const [id, other] = [testIdNumber(1), testIdNumber(2)];
const row = (status: string, validUntil: string, of: string = id): string =>
  `甲,${of},${of}43,${status},${validUntil}`;
const goodRow = row('有效', '长期', other);
const certified = `${id} CERTIFIED`;

describe('有效期至, on a register as of 2026-11-01', () => {
  test.each([
    ['the day itself', '2026-11-01', true],
    ['the day before', '2026-10-31', false],
    ['the day after', '2026-11-02', true],
    ['with slashes', '2026/11/1', true],
    ['with slashes, past', '2026/10/31', false],
    ['eight digits', '20261101', true],
    ['eight digits, past', '20261031', false],
    ['in Chinese', '2026年11月1日', true],
    ['in Chinese, past', '2026年10月31日', false],
    ['a serial', '46327', true],
    ['a serial, past', '46326', false],
    ['empty', '', true],
    ['长期', '长期', true],
  ])('%s (%s)', async (_what, validUntil, active) => {
    const report = await agency.importText(register, [header, row('有效', validUntil)]);
    expect(report).toMatchObject({ accepted: 1, rejected: [], warnings: [] });
    expect(await agency.entries()).toEqual(active ? [certified] : []);
  });

  test.each([
    [46327, [certified]],
    [46326, []],
  ])('a date cell with serial %i, and the same as a plain number', async (serial, entries) => {
    for (const cell of [{ date: serial }, { number: String(serial) }]) {
      const rows = [header.split(','), ['甲', id, '', '有效', cell]];
      await agency.importText(register, testWorkbook(rows));
      expect(await agency.entries()).toEqual(entries);
    }
  });

  test('counts against the register’s date, not against today', async () => {
    const lines = [header, row('有效', '2020-01-01')];
    await agency.importText(register, lines, { asOf: '2020-01-01' });
    expect(await agency.entries()).toEqual([certified]);
    await agency.importText(register, lines, { asOf: '2020-01-02' });
    expect(await agency.entries()).toEqual([]);
  });
});

test('a certificate that was 注销 gives no entry, whatever its date', async () => {
  expect(await agency.importText(register, [header, row('注销', '长期')])).toMatchObject({ accepted: 1 });
  expect(await agency.entries()).toEqual([]);
});

test('of several certificates of one person any valid one counts', async () => {
  await agency.importText(register, [
    header,
    row('注销', ''),
    row('有效', '2020-01-01'),
    row('有效', '2030-01-01'),
  ]);
  expect(await agency.entries()).toEqual([certified]);
});

test.each([
  ['an unreadable date', row('有效', '明年'), '有效期至'],
  ['a date that does not exist', row('有效', '2027-02-30'), '有效期至'],
  ['an unknown 状态', row('冻结', '2030-01-01'), '状态'],
  ['no 状态', row('', '2030-01-01'), '状态'],
  ['a bad number, though the certificate’s holds a good one', `甲,9.90108E+17,${id}43,有效,`, '身份证号'],
])('%s rejects the row', async (_what, badRow, column) => {
  const report = await agency.importText(register, [header, goodRow, badRow]);
  expect(report.rejected).toEqual([{ line: 3, column, reason: expect.any(String) as string }]);
  expect(await agency.entries()).toEqual([`${other} CERTIFIED`]);
});

test('a certificate number may be anything: it is not read', async () => {
  const report = await agency.importText(register, [header, `甲,${id},12345B1,有效,`]);
  expect(report).toMatchObject({ accepted: 1, warnings: [] });
});

test('the demo county’s file: four rows rejected, each for its number', async () => {
  const file = new URL('../../../infra/local/demo/lianhe-county/3-持证残疾人.csv', import.meta.url);
  const report = await agency.importFile(register, fileURLToPath(file));
  expect(report).toMatchObject({ read: 316, accepted: 312, warnings: [] });
  expect(report.rejected.map(({ line }) => line)).toEqual([33, 119, 141, 249]);
  expect(new Set(report.rejected.map(({ column }) => column))).toEqual(new Set(['身份证号']));
});
