import { expect, test } from 'vitest';
import { parseKeyRing } from './parse-key-ring.ts';

const key = (letter: string): string => Buffer.from(letter.repeat(32)).toString('base64');
const stored = (...versions: number[]): string =>
  JSON.stringify(
    versions.map((version) => ({ version, key: key(String(version)), createdAt: '2026-11-01' })),
  );

test('the last key is current, the one before it previous, older ones are not held', () => {
  expect(parseKeyRing(stored(1))).not.toHaveProperty('previous');
  const ring = parseKeyRing(stored(1, 2, 4));
  expect([ring.current.version, ring.previous?.version]).toEqual([4, 2]);
  expect(ring.current.key.export().toString()).toBe('4'.repeat(32));
});

test.each([
  ['no key', '[]'],
  ['no list', '{}'],
  ['no JSON', `[{"version":1,"key":"${key('s')}"`],
  ['versions that fall', stored(2, 1)],
  ['one version twice', stored(1, 1)],
  ['version 0', stored(0)],
  ['a short key', JSON.stringify([{ version: 1, key: 'c2hvcnQ=' }])],
  ['a key that is not base64', JSON.stringify([{ version: 1, key: `${'!'.repeat(43)}=` }])],
])('%s is refused, and the text not repeated', (_what, text) => {
  expect(() => parseKeyRing(text)).toThrow(/^pseudonym keys: expected a list/);
});
