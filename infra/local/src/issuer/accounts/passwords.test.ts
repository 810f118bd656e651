import { argon2Sync } from 'node:crypto';
import { expect, test } from 'vitest';
import { NOBODYS_HASH } from './check-credentials.ts';
import { hashPassword } from './hash-password.ts';
import { verifyPassword } from './verify-password.ts';

test('a hash is of its password alone, under a salt of its own', async () => {
  const [one, other] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
  expect(one).not.toBe(other);
  expect(await verifyPassword('correct horse', one)).toBe(true);
  expect(await verifyPassword('correct horse', other)).toBe(true);
  expect(await verifyPassword('Correct horse', one)).toBe(false);
  expect(await verifyPassword('', one)).toBe(false);
});

test('one password typed on two keyboards is one password', async () => {
  expect(await verifyPassword('Ångström', await hashPassword('Ångström'))).toBe(true);
});

test('the hash is argon2id, as RFC 9106 has it', () => {
  const tag = argon2Sync('argon2id', {
    message: Buffer.alloc(32, 1),
    nonce: Buffer.alloc(16, 2),
    secret: Buffer.alloc(8, 3),
    associatedData: Buffer.alloc(12, 4),
    parallelism: 4,
    tagLength: 32,
    memory: 32,
    passes: 3,
  });
  // Section 5.3.
  expect(tag.toString('hex')).toBe('0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659');
});

test('somebody unknown costs what somebody known does', async () => {
  const cost = (hash: string): string => hash.split('$').slice(0, 4).join('$');
  expect(cost(NOBODYS_HASH)).toBe(cost(await hashPassword('x')));
  expect(await verifyPassword('', NOBODYS_HASH)).toBe(false);
});

test.each(['', 'plain', '$argon2i$v=19$m=19456,t=2,p=1$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA', '$2b$10$abc'])(
  'the hash %j is an error, and no wrong password',
  async (hash) => {
    await expect(verifyPassword('x', hash)).rejects.toThrow(/hash is not of a kind/);
  },
);
