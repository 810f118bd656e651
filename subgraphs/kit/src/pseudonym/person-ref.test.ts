import { createHmac, createSecretKey } from 'node:crypto';
import { formatPersonRef, type IdNumber, parsePersonRef } from '@hearthgate/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { personRef } from './person-ref.ts';
import type { PseudonymKey } from './pseudonym-key.ts';

const keyOf = (bytes: Uint8Array): PseudonymKey => ({ version: 1, key: createSecretKey(bytes) });
const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
const idNumber = fc.stringMatching(/^[1-9]\d{16}[\dX]$/).map((text) => text as IdNumber);

// printf ID | openssl dgst -sha256 -mac HMAC -macopt hexkey:686561727468676174652070736575646f6e796d2074657374206b6579203031
test.each([
  ['11010519491231002X', '75c5a318-d816-1518-0e7e-3f2c3c16108b'],
  ['440524188001010014', 'fe63e271-b214-e45a-afc6-c07cb5cb16f8'],
])('the ref of %s is the one that openssl computes', (id, uuid) => {
  const key = keyOf(Buffer.from('hearthgate pseudonym test key 01'));
  expect(personRef(key, id as IdNumber)).toBe(uuid);
});

test('a ref is the first 16 bytes of the HMAC', () => {
  fc.assert(
    fc.property(bytes, idNumber, (key, id) => {
      const whole = createHmac('sha256', Buffer.from(key)).update(id, 'ascii').digest();
      expect(personRef(keyOf(key), id).replaceAll('-', '')).toBe(whole.subarray(0, 16).toString('hex'));
    }),
  );
});

test('one person under two keys, and two persons under one key, have different refs', () => {
  fc.assert(
    fc.property(bytes, bytes, idNumber, idNumber, (key, otherKey, id, otherId) => {
      fc.pre(!Buffer.from(key).equals(Buffer.from(otherKey)) && id !== otherId);
      expect(personRef(keyOf(key), id)).not.toBe(personRef(keyOf(otherKey), id));
      expect(personRef(keyOf(key), id)).not.toBe(personRef(keyOf(key), otherId));
    }),
  );
});

test('a ref goes over the wire and comes back as Postgres writes a uuid', () => {
  fc.assert(
    fc.property(bytes, idNumber, (key, id) => {
      const uuid = personRef(keyOf(key), id);
      expect(uuid).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      expect(parsePersonRef(formatPersonRef(7, uuid))).toEqual({ version: 7, uuid });
    }),
  );
});
