import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dataDirPaths } from '../data-dir/data-dir-paths.ts';
import { prepareDataDir } from '../data-dir/prepare-data-dir.ts';
import { listSigningKeys } from './list-signing-keys.ts';
import { prepareSigningKeys } from './prepare-signing-keys.ts';
import { rotateSigningKey } from './rotate-signing-key.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'hearthgate-signing-'));
  prepareDataDir(dataDir);
});
afterEach(() => {
  rmSync(dataDir, { recursive: true });
});

const text = (): string => readFileSync(dataDirPaths(dataDir).signingKeys, 'utf8');

test('the first start makes a key that only its owner can read, and later ones keep it', () => {
  prepareSigningKeys(dataDir);
  const made = text();
  expect(statSync(dataDirPaths(dataDir).signingKeys).mode & 0o777).toBe(0o600);
  prepareSigningKeys(dataDir);
  expect(text()).toBe(made);
  expect(listSigningKeys(dataDir)).toMatchObject([{ key: 'signing/gateway', version: 1, state: 'current' }]);
});

test('a rotation adds a version that does not sign yet; the list shows no key', () => {
  prepareSigningKeys(dataDir);
  expect(rotateSigningKey(dataDir)).toBe(2);
  const listed = listSigningKeys(dataDir);
  expect(listed.map(({ version, state }) => [version, state])).toEqual([
    [1, 'current'],
    [2, 'next'],
  ]);
  for (const { key } of JSON.parse(text()) as { key: { d: string } }[]) {
    expect(JSON.stringify(listed)).not.toContain(key.d);
  }
  expect(statSync(dataDirPaths(dataDir).signingKeys).mode & 0o777).toBe(0o600);
});

test('without a first start there is nothing to rotate', () => {
  expect(() => rotateSigningKey(dataDir)).toThrow(/signing\.json is missing: start once to make a first key/);
  expect(listSigningKeys(dataDir)).toEqual([]);
});

test('a damaged file is refused by all, is not overwritten, and no message repeats it', () => {
  prepareSigningKeys(dataDir);
  const [{ key }] = JSON.parse(text()) as [{ key: { d: string } }];
  const damaged = text().replace('"P-256"', `"${key.d}"`);
  writeFileSync(dataDirPaths(dataDir).signingKeys, damaged);
  for (const attempt of [rotateSigningKey, listSigningKeys, prepareSigningKeys]) {
    expect(() => attempt(dataDir)).toThrow(
      expect.objectContaining({
        code: 'DATA_DIR_UNUSABLE',
        message: expect.not.stringContaining(key.d) as unknown,
      }) as Error,
    );
  }
  expect(text()).toBe(damaged);
});
