import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readAll } from './test-files/read-all.ts';

const county = new URL('../../local/demo/lianhe-county/', import.meta.url);
const required = (name: string) => ({ name, aliases: ['证件号码'], required: true });

it.each([
  ['0-学校名录.csv', '学校标识码', { rows: 4, title: 0, total: 0 }],
  ['1-脱贫户及监测对象.xlsx', '身份证号', { rows: 521, title: 1, total: 1 }],
  ['2-低保特困名册.csv', '户主身份证号', { rows: 373, title: 0, total: 0 }],
  ['5-学籍.csv', '学籍号', { rows: 1200, title: 0, total: 0 }],
  ['名单-3499107001.csv', '学籍号', { rows: 302, title: 0, total: 0 }],
])('reads %s of the demo county', async (name, column, { rows, title, total }) => {
  const table = await readAll(fileURLToPath(new URL(name, county)), [required(column)]);
  expect(table.rows).toHaveLength(rows);
  expect(table.passedOver).toMatchObject({ title, total });
});
