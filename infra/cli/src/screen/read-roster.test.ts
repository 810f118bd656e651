import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkCharacter } from '@hearthgate/schema';
import { UnusableFile } from '@hearthgate/table';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readRoster, type Roster } from './read-roster.ts';

let file: string;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearthgate-test-'));
  file = join(folder, 'roster.csv');
});
afterEach(() => rm(folder, { recursive: true }));

const { signal } = new AbortController();

async function read(content: string | Buffer): Promise<Roster & { readonly written: string[] }> {
  await writeFile(file, content);
  const roster = await readRoster(file, signal);
  const written: string[] = [];
  for await (const cell of roster.cells()) written.push(cell);
  expect(roster.rowCount).toBe(written.length);
  return { ...roster, written };
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
  const { written, rejected } = await read(`姓名,${header}\n甲,${number}\n`);
  expect({ written, rejected }).toEqual({ written: [number], rejected: [] });
});

test('title, blank and total rows are nobody; a row without a number is somebody', async () => {
  const roster = await read(`高一名单,\n姓名,学籍号\n甲,${number}\n,\n乙,\n合计,2\n`);
  expect(roster.written).toEqual([number, '']);
  expect(roster.rejected).toEqual([{ line: 5, column: 'student_number', reason: 'empty' }]);
  expect(roster.passedOver).toEqual({ title: 1, blank: 1, total: 1 });
});

test('GB18030', async () => {
  const header = Buffer.from([0xd1, 0xa7, 0xbc, 0xae, 0xba, 0xc5]);
  expect(await read(Buffer.concat([header, Buffer.from(`\n${number}\n`)]))).toMatchObject({
    written: [number],
  });
});

test('numbers that end in 000: with a warning, or none of them when one fails', async () => {
  const days = Array.from({ length: 28 }, (_, n) => `990108200801${String(n + 1).padStart(2, '0')}200`);
  const right = `G${days.find((day) => checkCharacter(day) === '0')!}0`;
  const wrong = `G${days.find((day) => checkCharacter(day) !== '0')!}0`;
  const alone = await read(`学籍号\n${right}\n`);
  expect(alone.rejected).toEqual([]);
  expect(alone.warnings).toMatchObject([{ line: 2, reason: expect.stringContaining('000') as unknown }]);
  const beside = await read(`学籍号\n${right}\n${number}\n${wrong}\n`);
  expect(beside.rejected.map(({ line }) => line)).toEqual([2, 4]);
  expect(beside.warnings).toEqual([]);
});

test('of rows that are rejected the first thousand are reported, and all are counted', async () => {
  const { rowCount, rejected } = await read(`学籍号\n${'x\n'.repeat(1_200)}`);
  expect(rowCount).toBe(1_200);
  expect(rejected).toHaveLength(1_000);
  expect(rejected.at(-1)).toMatchObject({ line: 1_001 });
});

test('is known by its bytes: another line end is another roster', async () => {
  const one = await read(`学籍号\n${number}\n`);
  expect((await read(`学籍号\n${number}\n`)).sha256).toBe(one.sha256);
  expect((await read(`学籍号\r\n${number}\r\n`)).sha256).not.toBe(one.sha256);
});

test.each([
  ['a PDF', '%PDF-1.7\n%\n', /roster\.csv: .+/],
  ['empty', '', /empty/],
  ['without the column', '姓名,学号\n甲,1\n', /学籍号/],
  ['without rows', '学籍号\n', /no rows below the header at line 1/],
])('%s: one line that names the file', async (_name, content, message) => {
  const attempt = read(content);
  await expect(attempt).rejects.toThrow(UnusableFile);
  await expect(attempt).rejects.toThrow(message);
  await expect(attempt).rejects.toThrow(/^[^\n]*roster\.csv: [^\n]+$/);
});

test('bytes of a file that has changed since cannot be read', async () => {
  const { bytes } = await read(`学籍号\n${number}\n`);
  await writeFile(file, `学籍号\n${number}\n${number}\n`);
  await expect(bytes.text()).rejects.toMatchObject({ name: 'NotReadableError' });
});
