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
  agency = await openTestAgency({ adminUrl: inject('postgresUrl'), agency: 'poverty-registry' });
});
afterAll(() => agency[Symbol.asyncDispose]());

const header = '户编号,户主姓名,姓名,证件号码,与户主关系,户类型,风险是否已消除,是否享受帮扶政策';
const [id, other] = [testIdNumber(1), testIdNumber(2)];
const row = (household: string, riskRemoved: string, supported: string, of: string = id): string =>
  `1,甲,乙,${of},之子,${household},${riskRemoved},${supported}`;
const goodRow = row('脱贫户', '', '是', other);

describe('which group an active entry gives, and what makes it active', () => {
  test.each([
    ['脱贫户', '', '是', 'LIFTED_FROM_POVERTY'],
    ['脱贫户', '', '否', undefined],
    ['脱贫户', '是', '是', 'LIFTED_FROM_POVERTY'],
    ['脱贫不稳定户', '否', '是', 'UNSTABLY_LIFTED'],
    ['脱贫不稳定户', '是', '是', undefined],
    ['脱贫不稳定户', '否', '否', 'UNSTABLY_LIFTED'],
    ['边缘易致贫户', '否', '', 'POVERTY_PRONE'],
    ['边缘易致贫户', '是', '', undefined],
    ['突发严重困难户', '否', '是', 'SUDDEN_HARDSHIP'],
    ['突发严重困难户', '是', '否', undefined],
  ])('%s, risk removed %j, supported %j: %s', async (household, riskRemoved, supported, category) => {
    const report = await agency.importText(register, [header, row(household, riskRemoved, supported)]);
    expect(report).toMatchObject({ accepted: 1, rejected: [], warnings: [] });
    expect(await agency.entries()).toEqual(category === undefined ? [] : [`${id} ${category}`]);
  });
});

describe('a row is rejected by its column and reason', () => {
  test.each([
    ['an unknown 户类型', row('一般农户', '', '是'), '户类型'],
    ['no 户类型', row('', '', '是'), '户类型'],
    ['a 脱贫户 without 是否享受帮扶政策', row('脱贫户', '否', ''), '是否享受帮扶政策'],
    ['a monitored household without 风险是否已消除', row('边缘易致贫户', '', '是'), '风险是否已消除'],
    [
      'a monitored household with an unknown 风险是否已消除',
      row('脱贫不稳定户', '也许', '是'),
      '风险是否已消除',
    ],
    ['a bad 证件号码', row('脱贫户', '', '是', '无'), '证件号码'],
  ])('%s', async (_what, badRow, column) => {
    const report = await agency.importText(register, [header, goodRow, badRow]);
    expect(report.rejected).toEqual([{ line: 3, column, reason: expect.any(String) as string }]);
    expect(await agency.entries()).toEqual([`${other} LIFTED_FROM_POVERTY`]);
  });
});

test.each([
  ['脱贫户, whose 风险是否已消除 may hold anything', row('脱贫户', '也许', '是')],
  ['突发严重困难户, whose 是否享受帮扶政策 may hold anything', row('突发严重困难户', '否', '也许')],
])('%s', async (_what, good) => {
  expect(await agency.importText(register, [header, good])).toMatchObject({ accepted: 1, warnings: [] });
  expect(await agency.entries()).toHaveLength(1);
});

test('one person in two categories stands under both, and any active entry counts', async () => {
  await agency.importText(register, [
    header,
    row('脱贫户', '', '否'),
    row('脱贫户', '', '是'),
    row('边缘易致贫户', '否', '是'),
    row('突发严重困难户', '是', '是'),
  ]);
  expect(await agency.entries()).toEqual([`${id} LIFTED_FROM_POVERTY`, `${id} POVERTY_PRONE`]);
});

test('a person counts by an own row: the head named in it does not', async () => {
  const withHead = header.replace('户主姓名', '户主姓名,户主身份证号');
  const line = `1,甲,${other},乙,${id},之子,脱贫户,,是`;
  await agency.importText(register, [withHead, line]);
  expect(await agency.entries()).toEqual([`${id} LIFTED_FROM_POVERTY`]);
});

test('XLSX with a title row and a 合计 row', async () => {
  const rows = [['脱贫户及防返贫监测对象信息'], header.split(','), goodRow.split(','), ['合计', '1人']];
  const report = await agency.importText(register, testWorkbook(rows));
  expect(report).toMatchObject({ read: 1, accepted: 1, passedOver: { title: 1, total: 1 } });
});

test.each(['证件号码', '户类型', '风险是否已消除', '是否享受帮扶政策'])(
  'without %s the file is refused',
  async (column) => {
    const lines = [header.replace(column, '其他'), goodRow];
    await expect(agency.importText(register, lines)).rejects.toThrow(column);
  },
);

test('no column of names is needed', async () => {
  const lines = ['证件号码,户类型,风险是否已消除,是否享受帮扶政策', `${id},脱贫户,,是`];
  expect(await agency.importText(register, lines)).toMatchObject({ accepted: 1 });
});

test('the demo county’s file: six rows rejected, each for its number', async () => {
  const file = new URL('../../../infra/local/demo/lianhe-county/1-脱贫户及监测对象.xlsx', import.meta.url);
  const report = await agency.importFile(register, fileURLToPath(file));
  expect(report).toMatchObject({ read: 521, accepted: 515, passedOver: { title: 1, blank: 0, total: 1 } });
  expect(report.rejected.map(({ line }) => line)).toEqual([71, 289, 294, 370, 496, 500]);
  expect(new Set(report.rejected.map(({ column }) => column))).toEqual(new Set(['证件号码']));
});
