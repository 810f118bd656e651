import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { HouseholdAgency } from '@hearthgate/schema';
import { z } from 'zod';
import { dataDirPaths } from '../data-dir/data-dir-paths.ts';
import { readJsonFile } from '../data-dir/read-json-file.ts';
import { writeFileAtomically } from '../data-dir/write-file-atomically.ts';

const storedKeys = z
  .array(z.object({ version: z.int().positive(), key: z.base64(), createdAt: z.iso.datetime() }))
  .min(1);

/** An agency's pseudonym keys as they lie in the data directory, oldest first; the last is current. */
export type StoredKeys = z.output<typeof storedKeys>;

export function storedKeysFile(dataDir: string, agency: HouseholdAgency): string {
  return join(dataDirPaths(dataDir).keys, `${agency}.json`);
}

export function readStoredKeys(dataDir: string, agency: HouseholdAgency): StoredKeys | undefined {
  return readJsonFile(storedKeysFile(dataDir, agency), storedKeys);
}

/** Takes a version out of the file for good. */
export function removeStoredKey(dataDir: string, agency: HouseholdAgency, version: number): void {
  const kept = (readStoredKeys(dataDir, agency) ?? []).filter((known) => known.version !== version);
  writeFileAtomically(storedKeysFile(dataDir, agency), `${JSON.stringify(kept, null, 2)}\n`);
}

/** Adds a random key under the next version and returns that version. Old versions stay in the file, for `keys erase`. */
export function addStoredKey(dataDir: string, agency: HouseholdAgency): number {
  const known = readStoredKeys(dataDir, agency) ?? [];
  const version = (known.at(-1)?.version ?? 0) + 1;
  const key = { version, key: randomBytes(32).toString('base64'), createdAt: new Date().toISOString() };
  writeFileAtomically(storedKeysFile(dataDir, agency), `${JSON.stringify([...known, key], null, 2)}\n`);
  return version;
}
