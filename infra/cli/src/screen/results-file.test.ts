import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openResultsFile } from './results-file.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearthgate-test-'));
  file = join(folder, 'results.csv');
});
afterEach(() => rm(folder, { recursive: true }));

test('replace older ones only when they are complete, readable by their owner alone', async () => {
  await writeFile(file, 'older');
  const results = await openResultsFile(file);
  await results.write(Buffer.from('new'));
  expect(await readFile(file, 'utf8')).toBe('older');
  await results.complete({ rows: 1 });
  expect(await readFile(file, 'utf8')).toBe('new');
  expect(JSON.parse(await readFile(`${file}.summary.json`, 'utf8'))).toEqual({ rows: 1 });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await stat(`${file}.summary.json`)).mode & 0o777).toBe(0o600);
  expect((await readdir(folder)).sort()).toEqual(['results.csv', 'results.csv.summary.json']);
});

test('discarded, they leave nothing behind and what stood there as it was', async () => {
  await writeFile(file, 'older');
  const results = await openResultsFile(file);
  await results.write(Buffer.from('new'));
  await results.discard();
  expect(await readdir(folder)).toEqual(['results.csv']);
  expect(await readFile(file, 'utf8')).toBe('older');
});

test('that come from the start again hold nothing of what came before', async () => {
  const results = await openResultsFile(file);
  await results.write(Buffer.from('a longer beginning'));
  await results.restart();
  await results.write(Buffer.from('whole'));
  await results.complete({});
  expect(await readFile(file, 'utf8')).toBe('whole');
});

test('a part left by a killed screening is no hindrance; two into one file do not mix', async () => {
  await writeFile(`${file}.part`, 'half');
  const first = await openResultsFile(file);
  await first.write(Buffer.from('first'));
  const second = await openResultsFile(file);
  await second.write(Buffer.from('second'));
  await expect(first.complete({})).rejects.toMatchObject({ code: 'RESULTS_UNUSABLE' });
  await second.complete({});
  expect(await readFile(file, 'utf8')).toBe('second');
});

test.each([
  ['a folder that is not there', 'nowhere/results.csv', /no such folder/],
  ['a folder', '.', /a folder; name a file/],
])('into %s: one line', async (_name, name, message) => {
  const attempt = openResultsFile(join(folder, name));
  await expect(attempt).rejects.toThrow(message);
  await expect(attempt).rejects.toMatchObject({ code: 'RESULTS_UNUSABLE' });
});
