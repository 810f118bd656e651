import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calculateJwkThumbprint } from 'jose';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addSigningKey } from './add-signing-key.ts';
import type { StoredSigningKey } from './stored-signing-keys.ts';
import { watchSigningKeys } from './watch-signing-keys.ts';

let folder: string;
let file: string;
const faults: unknown[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hearthgate-keys-'));
  file = join(folder, 'signing.json');
  faults.length = 0;
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const watch = (): ReturnType<typeof watchSigningKeys> =>
  watchSigningKeys({ file, reportFault: (error) => faults.push(error) });

/** As a rotation and a mounted secret do: another file takes the name. */
function replace(text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

const ago = (seconds: number): Date => new Date(Date.now() - seconds * 1_000);

test('a replaced file is taken up within seconds, and nothing private is published', async () => {
  const first = addSigningKey([], ago(3_600));
  replace(JSON.stringify(first));
  using keys = watch();
  const before = keys.current().kid;
  expect(keys.published().keys.map(({ kid }) => kid)).toEqual([before]);
  const rotated = addSigningKey(first, new Date());
  replace(JSON.stringify(rotated));
  await vi.waitFor(() => {
    expect(keys.published().keys).toHaveLength(2);
  }, 3_000);
  expect(keys.current().kid).toBe(before);
  const published = JSON.stringify(keys.published());
  for (const { key } of rotated) expect(published).not.toContain(key.d);
  const [jwk] = keys.published().keys;
  expect(jwk?.kid).toBe(await calculateJwkThumbprint({ ...jwk! }));
  expect(faults).toEqual([]);
});

test.each([
  ['cut short', (good: string) => good.slice(0, 100)],
  ['empty', () => ''],
  ['without keys', () => '[]'],
  ['with a key of another curve', (good: string) => good.replaceAll('P-256', 'P-384')],
  ['with a point that is not on the curve', (good: string) => good.replace(/"x":"[^"]{4}/, '"x":"AAAA')],
])(
  'a file that becomes broken (%s) is reported without its content, and the keys stay',
  async (_name, broken) => {
    const stored = addSigningKey([], ago(60));
    replace(JSON.stringify(stored));
    using keys = watch();
    const before = keys.current().kid;
    replace(broken(JSON.stringify(stored)));
    await vi.waitFor(() => {
      expect(faults).toHaveLength(1);
    }, 3_000);
    expect(String(faults[0])).toContain(file);
    expect(String(faults[0])).not.toContain(stored[0]!.key.d);
    expect(keys.current().kid).toBe(before);
  },
);

test('a file that is gone is reported once, and what comes back is taken up', async () => {
  const stored = addSigningKey([], ago(60));
  replace(JSON.stringify(stored));
  using keys = watch();
  const before = keys.current().kid;
  rmSync(file);
  await vi.waitFor(() => {
    expect(faults).toHaveLength(1);
  }, 3_000);
  replace(JSON.stringify(addSigningKey(stored, new Date())));
  await vi.waitFor(() => {
    expect(keys.published().keys).toHaveLength(2);
  }, 3_000);
  expect(faults).toHaveLength(1);
  expect(keys.current().kid).toBe(before);
});

test('without a usable file there is no start', () => {
  expect(watch).toThrow(`gateway: ${file}: it cannot be read`);
  const [stored] = addSigningKey([], new Date()) as [StoredSigningKey];
  replace(JSON.stringify([stored, stored]));
  expect(watch).toThrow('not a file of signing keys (the whole file): restore it from a backup');
});
