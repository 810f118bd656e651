import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkCharacter } from '@hearthgate/schema';
import { UnusableFile } from '@hearthgate/subgraph-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readRoster, type Roster, type RosterRow } from './read-roster.ts';

let file: string;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearthgate-test-'));
  file = join(folder, 'roster.csv');
});
afterEach(() => rm(folder, { recursive: true }));

async function rowsOf(content: string | Buffer): Promise<RosterRow[]> {
  await writeFile(file, content);
  const roster = await readRoster(file, new AbortController().signal);
  const rows = await collect(roster);
  expect(roster.rowCount).toBe(rows.length);
  return rows;
}

async function collect(roster: Roster): Promise<RosterRow[]> {
  const rows: RosterRow[] = [];
  for await (const row of roster.rows()) rows.push(row);
  return rows;
}

const number = 'J990108200801010010';

test.each([
  '学籍号',
  '全国学籍号',
  '学生学籍号',
  'student_number',
  'Student Number',
  '学籍号 *',
  '学籍号（必填）',
])('the column may be called %s', async (header) => {
  expect(await rowsOf(`姓名,${header}\n甲,${number}\n`)).toEqual([{ line: 2, written: number, number }]);
});

test('title, blank and total rows are nobody; a row without a number is somebody', async () => {
  const rows = await rowsOf(`高一名单,\n姓名,学籍号\n甲,${number}\n,\n乙,\n合计,2\n`);
  expect(rows.map(({ line, written }) => [line, written])).toEqual([
    [3, number],
    [5, ''],
  ]);
  expect(rows[1]).toEqual({ line: 5, written: '', reason: 'empty' });
});

test('GB18030', async () => {
  const header = Buffer.from([0xd1, 0xa7, 0xbc, 0xae, 0xba, 0xc5]);
  expect(await rowsOf(Buffer.concat([header, Buffer.from(`\n${number}\n`)]))).toMatchObject([{ number }]);
});

test('numbers that end in 000: with a warning, or none of them when one fails', async () => {
  const days = Array.from({ length: 28 }, (_, n) => `990108200801${String(n + 1).padStart(2, '0')}200`);
  const right = `G${days.find((day) => checkCharacter(day) === '0')!}0`;
  const wrong = `G${days.find((day) => checkCharacter(day) !== '0')!}0`;
  const [alone] = await rowsOf(`学籍号\n${right}\n`);
  expect(alone).toMatchObject({ number: right, reason: expect.stringContaining('000') as unknown });
  const [first, second, third] = await rowsOf(`学籍号\n${right}\n${wrong}\n${number}\n`);
  expect(first).not.toHaveProperty('number');
  expect(second).not.toHaveProperty('number');
  expect(third).toMatchObject({ number });
});

test.each([
  ['a PDF', '%PDF-1.7\n%\n', /roster\.csv: .+/],
  ['empty', '', /empty/],
  ['without the column', '姓名,学号\n甲,1\n', /学籍号/],
  ['without rows', '学籍号\n', /no rows below the header at line 1/],
])('%s: one line that names the file', async (_name, content, message) => {
  const attempt = rowsOf(content);
  await expect(attempt).rejects.toThrow(UnusableFile);
  await expect(attempt).rejects.toThrow(message);
  await expect(attempt).rejects.toThrow(/^[^\n]*roster\.csv: [^\n]+$/);
});

test('a roster that changes while it is read is not screened by halves', async () => {
  await writeFile(file, `学籍号\n${number}\n${number}\n`);
  const roster = await readRoster(file, new AbortController().signal);
  await writeFile(file, `学籍号\n${number}\n`);
  await expect(collect(roster)).rejects.toMatchObject({ code: 'ROSTER_CHANGED' });
});
