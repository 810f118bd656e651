import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dataDirPaths } from './data-dir-paths.ts';
import { prepareDataDir } from './prepare-data-dir.ts';
import { prepareSecrets } from './prepare-secrets.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'hearthgate-secrets-'));
  prepareDataDir(dataDir);
});
afterEach(() => {
  rmSync(dataDir, { recursive: true });
});

test('what an older version made is kept, and what this one adds is made once', () => {
  const serverUrl = 'postgresql://postgres:x@127.0.0.1:5432/postgres';
  const made = prepareSecrets(dataDir, serverUrl);
  const file = dataDirPaths(dataDir).secrets;
  const { owner, writer, reader } = made.auditPasswords;
  const older = { owner, writer, reader };
  writeFileSync(file, JSON.stringify({ ...made, auditPasswords: older }));
  const upgraded = prepareSecrets(dataDir, serverUrl);
  expect(upgraded).toMatchObject({ ...made, auditPasswords: older });
  expect(upgraded.auditPasswords.review).toMatch(/^[\w-]{32}$/);
  expect(prepareSecrets(dataDir, serverUrl)).toEqual(upgraded);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(upgraded);
});
