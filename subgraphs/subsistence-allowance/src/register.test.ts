import { fileURLToPath } from 'node:url';
import { openTestAgency, type TestAgency, testIdNumber } from '@hearthgate/subgraph-kit/testing';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { register } from './register.ts';

let agency: TestAgency;
beforeAll(async () => {
  agency = await openTestAgency({ adminUrl: inject('postgresUrl'), agency: 'subsistence-allowance' });
});
afterAll(() => agency[Symbol.asyncDispose]());

const header = '序号,户主姓名,户主身份证号,保障类别,状态,起始年份,成员1身份证号,成员2身份证号';
const [head, first, second, other] = [
  testIdNumber(1),
  testIdNumber(2),
  testIdNumber(3),
  testIdNumber(4),
] as const;
const row = (category: string, status: string, members = ',', of: string = head): string =>
  `1,甲,${of},${category},${status},2020,${members}`;
const goodRow = row('农村低保', '在保', ',', other);

test.each([
  ['城市低保', 'SUBSISTENCE_ALLOWANCE'],
  ['农村低保', 'SUBSISTENCE_ALLOWANCE'],
  ['低保边缘', 'SUBSISTENCE_MARGINAL'],
  ['特困供养', 'DESTITUTE_SUPPORT'],
  ['刚性支出困难', 'RIGID_EXPENDITURE_HARDSHIP'],
  ['其他低收入', 'OTHER_LOW_INCOME'],
])('%s 在保: head and members stand under %s; 停保: nobody', async (category, group) => {
  const members = `${first},${second}`;
  expect(await agency.importText(register, [header, row(category, '在保', members)])).toMatchObject({
    warnings: [],
  });
  expect(await agency.entries()).toEqual([head, first, second].map((id) => `${id} ${group}`));
  expect(await agency.importText(register, [header, row(category, '停保', members)])).toMatchObject({
    accepted: 1,
  });
  expect(await agency.entries()).toEqual([]);
});

describe('a household', () => {
  test('stays when a member’s number is bad: the member is left out, with a warning', async () => {
    const report = await agency.importText(register, [
      header,
      row('城市低保', '在保', `9.90108E+17,${second}`),
    ]);
    expect(report).toMatchObject({ read: 1, accepted: 1, rejected: [] });
    expect(report.warnings).toEqual([
      {
        line: 2,
        column: '成员1身份证号',
        reason: 'member left out: destroyed by a spreadsheet (scientific notation)',
      },
    ]);
    expect(await agency.entries()).toEqual([head, second].map((id) => `${id} SUBSISTENCE_ALLOWANCE`));
  });

  test('without members needs no warning', async () => {
    expect(await agency.importText(register, [header, row('城市低保', '在保')])).toMatchObject({
      warnings: [],
    });
  });

  test.each([
    ['a bad head’s number, its members with it', row('城市低保', '在保', `${first},`, '无'), '户主身份证号'],
    ['no head’s number', row('城市低保', '在保', `${first},`, ''), '户主身份证号'],
    ['an unknown 保障类别', row('医疗救助', '在保'), '保障类别'],
    ['an unknown 状态', row('城市低保', '有效'), '状态'],
    ['no 状态', row('城市低保', ''), '状态'],
  ])('is rejected for %s', async (_what, badRow, column) => {
    const report = await agency.importText(register, [header, goodRow, badRow]);
    expect(report.rejected).toEqual([{ line: 3, column, reason: expect.any(String) as string }]);
    expect(await agency.entries()).toEqual([`${other} SUBSISTENCE_ALLOWANCE`]);
  });

  test('may have any number of members, with gaps', async () => {
    const columns = Array.from({ length: 12 }, (_, n) => `成员${n + 1}身份证号`);
    const members = columns.map((_, n) => (n % 3 === 0 ? testIdNumber(100 + n) : ''));
    const lines = [
      `户主身份证号,保障类别,状态,${columns.join(',')}`,
      `${head},城市低保,在保,${members.join(',')}`,
    ];
    await agency.importText(register, lines);
    expect(await agency.entries()).toEqual(
      [head, ...members.filter((id) => id !== '')].map((id) => `${id} SUBSISTENCE_ALLOWANCE`),
    );
  });
});

test('one person in two households stands under both categories', async () => {
  const lines = [header, row('城市低保', '在保', `${first},`), row('低保边缘', '在保', `${first},`, other)];
  await agency.importText(register, lines);
  expect(await agency.entries()).toContain(`${first} SUBSISTENCE_ALLOWANCE`);
  expect(await agency.entries()).toContain(`${first} SUBSISTENCE_MARGINAL`);
});

test('a member’s number that a spreadsheet shortened casts doubt on every head’s that ends in 000', async () => {
  const zeros = endsInZeros();
  const lines = [header, goodRow, row('城市低保', '在保', ',', zeros)];
  expect(await agency.importText(register, lines)).toMatchObject({ accepted: 2, warnings: [{ line: 3 }] });
  const report = await agency.importText(register, [
    ...lines,
    row('城市低保', '在保', '990108201006030000,'),
  ]);
  expect(report.rejected).toMatchObject([{ line: 3, column: '户主身份证号' }]);
  expect(report.warnings).toMatchObject([{ line: 4, column: '成员1身份证号' }]);
});

function endsInZeros(): string {
  for (let day = 1; day <= 28; day += 1) {
    const id = testIdNumber(0, `201006${String(day).padStart(2, '0')}`);
    if (id.endsWith('000')) return id;
  }
  throw new Error('none');
}

test.each(['身份证号', '身份证号码', '证件号码', '身份证件号', '公民身份号码'])(
  'columns called 户主%s and 成员1%s',
  async (name) => {
    const lines = [`户主${name},保障类别,状态,成员1${name}`, `${head},城市低保,在保,${first}`];
    await agency.importText(register, lines);
    expect(await agency.entries()).toEqual([head, first].map((id) => `${id} SUBSISTENCE_ALLOWANCE`));
  },
);

test('a file of persons, who each name their head, is refused rather than read without its members', async () => {
  const lines = ['户主身份证号,身份证号,保障类别,状态', `${head},${first},城市低保,在保`];
  await expect(agency.importText(register, lines)).rejects.toThrow('more than one column for 户主身份证号');
});

test('the demo county’s file: five rows rejected, each for its head’s number', async () => {
  const file = new URL('../../../infra/local/demo/lianhe-county/2-低保特困名册.csv', import.meta.url);
  const report = await agency.importFile(register, fileURLToPath(file));
  expect(report).toMatchObject({ read: 373, accepted: 368, warnings: [] });
  expect(report.rejected.map(({ line }) => line)).toEqual([43, 54, 82, 365, 373]);
  expect(new Set(report.rejected.map(({ column }) => column))).toEqual(new Set(['户主身份证号']));
});
