import type { Cell } from '@hearthgate/schema';
import { expect, it } from 'vitest';
import type { ColumnSpec } from './column-spec.ts';
import { matchColumns } from './match-columns.ts';

const columns: ColumnSpec[] = [
  { name: '姓名', aliases: ['名字'], required: true },
  { name: '身份证号', aliases: ['证件号码', '户主证件号码'], required: true },
  { name: '证件号码', aliases: [], required: false },
  { name: '成员{n}身份证号', aliases: ['家庭成员{n}证件号码'], required: false, repeated: true },
];
const match = (...headers: string[]) =>
  matchColumns(
    headers.map((text): Cell => ({ text, kind: 'text' })),
    columns,
  );

it('finds columns by name and alias, a name before an alias', () => {
  const { single, missing, twice } = match('序号', '证件号码', '', '名 字*', '户主证件号码');
  expect([...single]).toEqual([
    ['证件号码', 1],
    ['姓名', 3],
    ['身份证号', 4],
  ]);
  expect({ missing, twice }).toEqual({ missing: [], twice: [] });
});

it('finds repeated columns by their number, in digits or Chinese', () => {
  const { repeated } = match(
    '成员2身份证号',
    '家庭成员一证件号码',
    '成员１２身份证号',
    '成员身份证号',
    '成员x身份证号',
  );
  expect([...(repeated.get('成员{n}身份证号') ?? [])]).toEqual([
    [2, 0],
    [1, 1],
    [12, 2],
  ]);
});

it('names what is missing and what stands twice', () => {
  expect(match('姓名').missing.map(({ name }) => name)).toEqual(['身份证号']);
  expect(match('姓名', '名字', '身份证号').twice).toEqual(['姓名']);
  expect(match('成员1身份证号', '成员一身份证号').twice).toEqual(['成员1身份证号']);
});

it('reads a name as text, not as a pattern', () => {
  const odd: ColumnSpec[] = [{ name: 'a.b+{c}|d', aliases: [], required: true }];
  expect(matchColumns([{ text: 'axb+{c}|d', kind: 'text' }], odd).single.size).toBe(0);
  expect(matchColumns([{ text: 'a.b+{c}|d', kind: 'text' }], odd).single.size).toBe(1);
});
