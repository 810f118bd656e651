import { fileURLToPath } from 'node:url';
import { openTestAgency, type TestAgency, testIdNumber } from '@hearthgate/subgraph-kit/testing';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { register } from './register.ts';

let agency: TestAgency;
beforeAll(async () => {
  agency = await openTestAgency({ adminUrl: inject('postgresUrl'), agency: 'orphans' });
});
afterAll(() => agency[Symbol.asyncDispose]());

const header = '姓名,身份证号,类型,状态';
const [id, other] = [testIdNumber(1), testIdNumber(2)];
const row = (category: string, status: string, of: string = id): string => `甲,${of},${category},${status}`;
const goodRow = row('孤儿', '在册', other);

test.each([
  ['孤儿', '在册', 'ORPHAN'],
  ['孤儿', '退出', undefined],
  ['事实无人抚养儿童', '在册', 'DE_FACTO_UNATTENDED'],
  ['事实无人抚养儿童', '退出', undefined],
])('%s %s: %s', async (category, status, group) => {
  const report = await agency.importText(register, [header, row(category, status)]);
  expect(report).toMatchObject({ accepted: 1, rejected: [], warnings: [] });
  expect(await agency.entries()).toEqual(group === undefined ? [] : [`${id} ${group}`]);
});

test('a child who was one and is the other stands under both', async () => {
  await agency.importText(register, [header, row('孤儿', '在册'), row('事实无人抚养儿童', '在册')]);
  expect(await agency.entries()).toEqual([`${id} DE_FACTO_UNATTENDED`, `${id} ORPHAN`]);
});

test.each([
  ['an unknown 类型', row('困境儿童', '在册'), '类型'],
  ['an unknown 状态', row('孤儿', '有效'), '状态'],
  ['a bad number', row('孤儿', '在册', '9.90108E+17'), '身份证号'],
])('%s rejects the row', async (_what, badRow, column) => {
  const report = await agency.importText(register, [header, goodRow, badRow]);
  expect(report.rejected).toEqual([{ line: 3, column, reason: expect.any(String) as string }]);
  expect(await agency.entries()).toEqual([`${other} ORPHAN`]);
});

test('the demo county’s file: two rows rejected, and a right number that ends in 000 accepted with a warning', async () => {
  const file = new URL(
    '../../../infra/local/demo/lianhe-county/4-孤儿及事实无人抚养儿童.csv',
    import.meta.url,
  );
  const report = await agency.importFile(register, fileURLToPath(file));
  expect(report).toMatchObject({ read: 257, accepted: 255, warnings: [{ line: 65, column: '身份证号' }] });
  expect(report.rejected.map(({ line }) => line)).toEqual([16, 174]);
});
