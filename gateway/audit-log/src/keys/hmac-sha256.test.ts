import { createHmac, createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hmacSha256 } from './hmac-sha256.ts';

test('it is the HMAC that node:crypto makes, of any text under any key', () => {
  const keys = fc.uint8Array({ minLength: 1, maxLength: 64 });
  fc.assert(
    fc.property(keys, fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 }), (key, texts) => {
      const secret = createSecretKey(key);
      const hmac = hmacSha256(secret);
      for (const text of texts) {
        expect(hmac(text)).toBe(createHmac('sha256', secret).update(text).digest('binary'));
      }
    }),
  );
});

test('a key that would have to be hashed first is refused', () => {
  expect(() => hmacSha256(createSecretKey(new Uint8Array(65)))).toThrow(RangeError);
});
