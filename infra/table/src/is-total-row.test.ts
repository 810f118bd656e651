import type { Cell } from '@hearthgate/schema';
import { expect, it } from 'vitest';
import { isTotalRow } from './is-total-row.ts';

const cells = (...texts: string[]) => texts.map((text): Cell => ({ text, kind: 'text' }));

it.each([[['合计', '', '523']], [['', ' 合 计：', '']], [['总计523人', '', '']], [['小计', '', '12000.50']]])(
  'passes %j over',
  (texts) => {
    expect(isTotalRow(cells(...texts), [0, 1, 2])).toBe(true);
  },
);

it.each([
  ['a name further on', ['张三', '合计', '']],
  ['an ID number', ['合计', '990108198909157256', '']],
  ['a dressed one', ['合计', "'ｇ990108 19890915 7256", '']],
  ['a wrong one', ['合计', '990108198909157257', '']],
  ['an old one', ['合计', '990108890915725', '']],
  ['a destroyed one', ['合计', '9.90108E+17', '']],
  ['all that a person has', ['合计', '无', '有效']],
])('keeps a row with %s', (_, texts) => {
  expect(isTotalRow(cells(...texts), [0, 1, 2])).toBe(false);
});

it('knows a total where only one column is required', () => {
  expect(isTotalRow(cells('合计'), [0])).toBe(true);
  expect(isTotalRow(cells('G990108198909157256'), [0])).toBe(false);
});
