import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseUnambiguousJson } from './parse-unambiguous-json.ts';

test('what names no member twice is read as the standard parser reads it', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(parseUnambiguousJson(text)).toEqual(JSON.parse(text));
    }),
  );
});

/** An object in JSON, at any depth of lists and objects, whose members can be written once or twice. */
const nested = fc.letrec<{ wrapped: (inner: string) => string }>((tie) => ({
  wrapped: fc.oneof(
    { maxDepth: 4 },
    fc.constant((inner: string) => inner),
    fc.tuple(tie('wrapped'), fc.jsonValue()).map(
      ([wrap, value]) =>
        (inner: string) =>
          wrap(`[${JSON.stringify(value)},${inner}]`),
    ),
    fc.tuple(tie('wrapped'), fc.string()).map(
      ([wrap, key]) =>
        (inner: string) =>
          wrap(`{${JSON.stringify(key)}:${inner}}`),
    ),
  ),
})).wrapped;

const escaped = (name: string): string =>
  `"${[...name].map((c) => (c.length === 1 ? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}` : c)).join('')}"`;

test('a member named twice is refused, wherever it stands, whatever its values, however it is written', () => {
  const name = fc.oneof(
    fc.constantFrom('exp', '__proto__', 'constructor', ''),
    fc.stringMatching(/^[a-z0-9.:]{0,9}$/),
  );
  fc.assert(
    fc.property(nested, name, fc.jsonValue(), fc.jsonValue(), (wrap, key, first, second) => {
      const once = `{${JSON.stringify(key)}:${JSON.stringify(first)},"another member":0}`;
      const twice = `{${JSON.stringify(key)}:${JSON.stringify(first)},"another member":0,${escaped(key)}:${JSON.stringify(second)}}`;
      expect(() => parseUnambiguousJson(wrap(once))).not.toThrow();
      expect(() => parseUnambiguousJson(wrap(twice))).toThrow();
      // What the standard parser makes of it: the last, without a word.
      expect(() => JSON.parse(wrap(twice)) as unknown).not.toThrow();
    }),
  );
});

test.each([
  '',
  '{',
  '{"a":1}{}',
  '{"a":1,}',
  "{'a':1}",
  '/**/{}',
  '\ufeff{}',
  '{"a":"\n"}',
  '{"a":NaN}',
  '{"a":01}',
])('%j is no JSON', (text) => {
  expect(() => parseUnambiguousJson(text)).toThrow();
});
