import { createHmac } from 'node:crypto';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { addCheckpointKey } from './add-checkpoint-key.ts';
import { addSubjectKey } from './add-subject-key.ts';
import { eraseSubjectKey } from './erase-subject-key.ts';
import { listCheckpointKeys } from './list-checkpoint-keys.ts';
import { listSubjectKeys } from './list-subject-keys.ts';
import { loadCheckpointKeys } from './load-checkpoint-keys.ts';
import { loadSubjectKeys } from './load-subject-keys.ts';
import { newCheckpointKeys } from './new-checkpoint-keys.ts';
import { watchFile } from './watch-file.ts';

const now = new Date('2026-11-27T00:00:00Z');

describe('subject keys', () => {
  test('the last is in use, all that were not erased are looked under, newest first', () => {
    let keys = addSubjectKey(addSubjectKey(addSubjectKey([], now), now), now);
    keys = eraseSubjectKey({ keys, version: 2, now });
    const loaded = loadSubjectKeys(JSON.stringify(keys));
    expect(loaded.current.version).toBe(3);
    expect(loaded.all.map(({ version }) => version)).toEqual([3, 1]);
    expect(loaded.erased).toBe(1);
    expect(listSubjectKeys(keys).map(({ state }) => state)).toEqual(['previous', 'erased', 'current']);
    expect(JSON.stringify(listSubjectKeys(keys))).not.toContain(keys[0]!.key);
  });

  test('a pseudonym is 16 bytes of an HMAC-SHA-256', () => {
    const keys = addSubjectKey([], now);
    const expected = createHmac('sha256', Buffer.from(keys[0]!.key!, 'base64'))
      .update('L000000000000000001')
      .digest()
      .subarray(0, 16)
      .toString('base64url');
    expect(loadSubjectKeys(JSON.stringify(keys)).current.pseudonymOf('L000000000000000001')).toBe(expected);
  });

  test('the one in use cannot be erased, nor one that is not there, nor one twice', () => {
    const keys = addSubjectKey(addSubjectKey([], now), now);
    expect(() => eraseSubjectKey({ keys, version: 2, now })).toThrow('rotate the key first');
    expect(() => eraseSubjectKey({ keys, version: 3, now })).toThrow('there is no version 3');
    const erased = eraseSubjectKey({ keys, version: 1, now });
    expect(() => eraseSubjectKey({ keys: erased, version: 1, now })).toThrow('was erased');
  });

  test.each([
    ['empty', '[]'],
    ['cut short', '[{"version":1,"key":"AAAA'],
    ['with a short key', '[{"version":1,"key":"AAAA","createdAt":"2026-11-27T00:00:00Z"}]'],
    [
      'whose last key was erased',
      '[{"version":1,"createdAt":"2026-11-27T00:00:00Z","erasedAt":"2026-11-27T00:00:00Z"}]',
    ],
  ])('a file that is %s is refused', (_name, text) => {
    expect(() => loadSubjectKeys(text)).toThrow(/^not a file of audit pseudonym keys \(/);
  });
});

describe('checkpoint keys', () => {
  test('the last signs, all verify, and nothing private is listed', () => {
    const keys = addCheckpointKey(newCheckpointKeys('test.example/audit', now), now);
    const loaded = loadCheckpointKeys(JSON.stringify(keys));
    expect(loaded.verifiers).toHaveLength(2);
    expect(loaded.signer.privateKey.export({ format: 'jwk' })).toMatchObject({ x: keys.keys[1]!.key.x });
    const listed = listCheckpointKeys(keys);
    expect(listed.map(({ verifierKey }) => verifierKey).reverse()).toEqual(loaded.verifierKeys);
    for (const { key } of keys.keys) expect(JSON.stringify(listed)).not.toContain(key.d);
  });

  test('halves of two keys are refused', () => {
    const { origin, keys } = addCheckpointKey(newCheckpointKeys('test.example/audit', now), now);
    const [first, second] = keys;
    const mixed = { ...first!, key: { ...first!.key, x: second!.key.x } };
    expect(() => loadCheckpointKeys(JSON.stringify({ origin, keys: [mixed] }))).toThrow();
  });

  test('a log cannot have a name with a space or a plus', () => {
    expect(() => newCheckpointKeys('a log', now)).toThrow(RangeError);
    expect(() => newCheckpointKeys('a+b', now)).toThrow(RangeError);
  });
});

describe('a watched file', () => {
  let folder: string;
  let file: string;
  const faults: unknown[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hearthgate-audit-keys-'));
    file = join(folder, 'keys.json');
    faults.length = 0;
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const replace = (text: string): void => {
    writeFileSync(`${file}.new`, text);
    renameSync(`${file}.new`, file);
  };
  const watch = () => watchFile({ file, parse: loadSubjectKeys, reportFault: (error) => faults.push(error) });

  test('is taken up when it is replaced; a broken one is reported once and without its content', async () => {
    const first = addSubjectKey([], now);
    replace(JSON.stringify(first));
    using keys = watch();
    replace(JSON.stringify(addSubjectKey(first, now)));
    await vi.waitFor(() => {
      expect(keys.current().current.version).toBe(2);
    }, 3_000);
    replace(JSON.stringify(first).slice(0, 60));
    await vi.waitFor(() => {
      expect(faults).toHaveLength(1);
    }, 3_000);
    expect(String(faults[0])).toContain(file);
    expect(String(faults[0])).not.toContain(first[0]!.key!.slice(0, 10));
    expect(keys.current().current.version).toBe(2);
  });

  test('must be usable at the start', () => {
    expect(watch).toThrow(`audit log: ${file}: it cannot be read`);
  });
});
