import { fileURLToPath } from 'node:url';
import { openTestAgency, type TestAgency, testIdNumber } from '@hearthgate/subgraph-kit/testing';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { register } from './register.ts';
import { schools } from './schools.ts';

let agency: TestAgency;
beforeAll(async () => {
  agency = await openTestAgency({ adminUrl: inject('postgresUrl'), agency: 'enrollment' });
});
afterAll(() => agency[Symbol.asyncDispose]());

const header = '学校标识码,学校名称,学段,所在区划代码';
const goodRow = '3499107001,一中,高中,990108';
const stored = () => agency.query('select * from register.school order by school_code');

test('the demo county’s directory', async () => {
  const file = new URL('../../../infra/local/demo/lianhe-county/0-学校名录.csv', import.meta.url);
  const report = await agency.importFile(schools, fileURLToPath(file));
  expect(report).toMatchObject({ agency: 'schools', read: 4, accepted: 4, rejected: [], warnings: [] });
  const [first] = await stored();
  expect(first).toEqual({
    school_code: '2199107004',
    name: '联合县第四小学',
    stage: 'PRIMARY',
    division_code: '990108',
  });
});

test('a school gives its division to its roll, in whichever order the two are imported', async () => {
  const lines = [
    '学校标识码,学段,学籍号,身份证件号,学生状态,监护人1身份证号',
    ...['3499107001', '3499107002'].map((code, n) => `${code},高中,G${testIdNumber(n)},,在读,`),
  ];
  await agency.importText(schools, [header, '3499107002,二中,高中,990109']);
  await agency.importText(register, lines);
  await agency.importText(schools, [header, goodRow]);
  const roll = await agency.queryAsService('select school_code, division_code from shared.roll order by 1');
  expect(roll).toEqual([
    { school_code: '3499107001', division_code: '990108' },
    { school_code: '3499107002', division_code: null },
  ]);
});

test('importing schools leaves the register of students alone', async () => {
  const before = await agency.query('select * from register.import');
  await agency.importText(schools, [header, goodRow]);
  expect(await agency.query('select * from register.import')).toEqual(before);
  expect(
    await agency.query('select report->>$$agency$$ as of from register.directory_import limit 1'),
  ).toEqual([{ of: 'schools' }]);
});

test.each([
  ['no school code', ',二中,高中,990108', '学校标识码'],
  ['nine digits', '349910700,二中,高中,990108', '学校标识码'],
  ['no division', '3499107002,二中,高中,', '所在区划代码'],
  ['a division of four digits', '3499107002,二中,高中,9901', '所在区划代码'],
  ['a school that stands on an earlier line', '3499107001,一中,高中,990109', '学校标识码'],
])('%s rejects the row', async (_what, badRow, column) => {
  const report = await agency.importText(schools, [header, goodRow, badRow]);
  expect(report.rejected).toEqual([{ line: 3, column, reason: expect.any(String) as string }]);
  expect(await stored()).toMatchObject([{ school_code: '3499107001', division_code: '990108' }]);
});

test('a kindergarten has no stage, and a warning says so', async () => {
  const report = await agency.importText(schools, [header, '1199107005,幼儿园,幼儿园,990108']);
  expect(report).toMatchObject({ accepted: 1, warnings: [{ line: 2, column: '学段' }] });
  expect(await stored()).toMatchObject([{ stage: null }]);
});

test('a university’s code, a division of 12 digits, and a file without names and stages', async () => {
  const report = await agency.importText(schools, ['学校代码,区划代码', '012345,990108001001']);
  expect(report).toMatchObject({ accepted: 1 });
  expect(await stored()).toEqual([
    { school_code: '012345', name: '', stage: null, division_code: '990108001001' },
  ]);
});

test('a directory without a good row leaves the old one', async () => {
  await agency.importText(schools, [header, goodRow]);
  await expect(agency.importText(schools, [header, 'x,,,'])).rejects.toMatchObject({ code: 'NO_GOOD_ROW' });
  expect(await stored()).toHaveLength(1);
});
