import { expect, test } from 'vitest';
import { storableText } from './storable-text.ts';

test.each([
  ['a\0b', 'a\ufffdb'],
  ['\ud800', '\ufffd'],
  ['a\udc00\0', 'a\ufffd\ufffd'],
])('%j becomes %j', (text, stored) => {
  expect(storableText(text)).toBe(stored);
});

test.each(['', '在册', '𠮷', '\ufffd', '\\u0000'])('%j stays', (text) => {
  expect(storableText(text)).toBe(text);
});
