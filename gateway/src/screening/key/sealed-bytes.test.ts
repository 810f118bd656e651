import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { addWrappingKey } from './add-wrapping-key.ts';
import { NotAsSealed, seal, unseal } from './sealed-bytes.ts';
import { ScreeningVault } from './screening-vault.ts';
import { WrappingKeys } from './wrapping-keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'hearthgate-test-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const [id, other] = ['01a21d08-1ed8-702a-b098-2b0b1bd8d428', '01a21d08-1ed8-702a-b098-2b0b1bd8d429'];
const key = createSecretKey(randomBytes(32));
const secret = Buffer.from('G990108200801010010');

describe('sealed bytes', () => {
  test('open where they were put', () => {
    const sealed = seal(key, 'a place', secret);
    expect(sealed.includes(secret)).toBe(false);
    expect(unseal(key, 'a place', sealed)).toEqual(secret);
  });

  test('are sealed anew each time', () => {
    expect(seal(key, 'a place', secret)).not.toEqual(seal(key, 'a place', secret));
  });

  const altered = (sealed: Buffer, at: number): Buffer => {
    const copy = Buffer.from(sealed);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  };
  test.each<[name: string, open: (sealed: Buffer) => Buffer]>([
    ['another place', (sealed) => unseal(key, 'another place', sealed)],
    ['another key', (sealed) => unseal(createSecretKey(randomBytes(32)), 'a place', sealed)],
    ['shortened', (sealed) => unseal(key, 'a place', sealed.subarray(0, 20))],
    ['lengthened', (sealed) => unseal(key, 'a place', Buffer.concat([sealed, Buffer.alloc(1)]))],
    ['an altered IV', (sealed) => unseal(key, 'a place', altered(sealed, 0))],
    ['altered bytes', (sealed) => unseal(key, 'a place', altered(sealed, 12))],
    ['an altered tag', (sealed) => unseal(key, 'a place', altered(sealed, sealed.length - 1))],
  ])('are refused: %s', (_name, open) => {
    const sealed = seal(key, 'a place', secret);
    expect(() => open(sealed)).toThrow(NotAsSealed);
  });
});

test('a chunk of one screening, kind or number is refused as another', () => {
  const vault = new ScreeningVault(id, key);
  const sealed = vault.seal('roster', 3, secret);
  expect(vault.open('roster', 3, sealed)).toEqual(secret);
  expect(() => vault.open('roster', 4, sealed)).toThrow(NotAsSealed);
  expect(() => vault.open('result', 3, sealed)).toThrow(NotAsSealed);
  expect(() => new ScreeningVault(other, key).open('roster', 3, sealed)).toThrow(NotAsSealed);
});

describe('wrapping keys', () => {
  const file = join(folder, 'keys.json');
  const now = new Date('2026-11-27T08:00:00Z');

  test('a key comes back for its own screening, and for none other', () => {
    writeFileSync(file, JSON.stringify(addWrappingKey([], now)));
    const keys = new WrappingKeys(file);
    const made = keys.make(id);
    expect(keys.unwrap(id, made).export()).toEqual(made.key.export());
    expect(() => keys.unwrap(other, made)).toThrow(NotAsSealed);
    expect(made.wrappedKey.includes(made.key.export())).toBe(false);
  });

  test('after a rotation new screenings are under the new version, and the old ones still open', () => {
    const first = addWrappingKey([], now);
    writeFileSync(file, JSON.stringify(first));
    const [keys, replica] = [new WrappingKeys(file), new WrappingKeys(file)];
    const before = keys.make(id);
    writeFileSync(file, JSON.stringify(addWrappingKey(first, now)));
    const after = keys.make(other);
    expect([before.wrappingKey, after.wrappingKey]).toEqual([1, 2]);
    expect(replica.unwrap(id, before).export()).toEqual(before.key.export());
    expect(replica.unwrap(other, after).export()).toEqual(after.key.export());
    writeFileSync(file, JSON.stringify(first));
    expect(() => new WrappingKeys(file).unwrap(other, after)).toThrow(
      /version 2 of the wrapping key is not in/,
    );
  });

  test.each(['', '[]', '[{"version":1}]', '{"version":1}'])(
    'a file that is none (%s) is refused at once',
    (text) => {
      writeFileSync(file, text);
      expect(() => new WrappingKeys(file)).toThrow(/^not a file of wrapping keys/);
    },
  );
});
