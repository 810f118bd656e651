import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { differenceFrom, readState, removeState, stateFileOf, writeState } from './screening-state.ts';

const state = {
  screening: '01936f00-0000-7000-8000-000000000000',
  gateway: 'http://127.0.0.1:4000',
  client: 'school',
  purpose: 'AID_ELIGIBILITY',
  program: null,
  rosterSha256: 'a'.repeat(64),
  completed: false,
};

let folder: string;
let results: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearthgate-test-'));
  results = join(folder, 'results.csv');
});
afterEach(() => rm(folder, { recursive: true }));

test('is read as it was written, by its owner alone, and is gone when it is removed', async () => {
  expect(await readState(results)).toBeUndefined();
  await writeState(results, state);
  await writeState(results, { ...state, completed: true });
  expect(await readState(results)).toEqual({ ...state, completed: true });
  expect((await stat(stateFileOf(results))).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['results.csv.screening.json']);
  await removeState(results);
  await removeState(results);
  expect(await readState(results)).toBeUndefined();
});

test.each([
  ['nothing', ''],
  ['no JSON', 'J990108200801010010'],
  ['half of it', '{"screening":"x"}'],
])('a file that holds %s names no screening, and is not quoted', async (_name, content) => {
  await writeFile(stateFileOf(results), content);
  const attempt = readState(results);
  await expect(attempt).rejects.toMatchObject({ code: 'RESULTS_UNUSABLE' });
  await expect(attempt).rejects.toThrow(/^\S+results\.csv\.screening\.json: no screening can be read[^\n]+$/);
  expect(await readFile(stateFileOf(results), 'utf8')).toBe(content);
});

test.each([
  ['gateway', 'http://127.0.0.1:5000', 'at the gateway http://127.0.0.1:4000'],
  ['client', 'other', 'for --client school'],
  ['purpose', 'FEE_WAIVER', 'for --purpose AID_ELIGIBILITY'],
  ['program', 'SENIOR_NATIONAL_GRANT', 'without --program'],
  ['rosterSha256', 'b'.repeat(64), 'of another roster, or of this one before it changed'],
])('another %s is another screening, and it is said in what', (member, other, words) => {
  expect(differenceFrom(state, state)).toBeUndefined();
  expect(differenceFrom(state, { ...state, [member]: other })).toBe(words);
});
