import { generateKeyPairSync } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import { expect, test } from 'vitest';
import { parsePrivateKey } from './parse-private-key.ts';

const pem = { type: 'pkcs8', format: 'pem' } as const;
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });

test('a P-256 key is read from a JWK, PKCS #8 and SEC 1 alike', async () => {
  const jwk = p256.privateKey.export({ format: 'jwk' });
  const expected = { ...jwk, alg: 'ES256', kid: await calculateJwkThumbprint({ ...jwk, kty: 'EC' }) };
  for (const text of [
    JSON.stringify(jwk),
    p256.privateKey.export(pem).toString(),
    p256.privateKey.export({ type: 'sec1', format: 'pem' }).toString(),
  ]) {
    expect(await parsePrivateKey(text, 'key file')).toEqual(expected);
  }
});

test.each([
  ['a public key', p256.publicKey.export({ type: 'spki', format: 'pem' }).toString(), /no private key/],
  ['a public JWK', JSON.stringify(p256.publicKey.export({ format: 'jwk' })), /no private key/],
  ['a P-384 key', generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey.export(pem), /no P-256 key/],
  ['an Ed25519 key', generateKeyPairSync('ed25519').privateKey.export(pem), /no P-256 key/],
  ['half a file', '{"kty":"EC","d":"secret', /no private key/],
  ['nothing', '', /no private key/],
])('%s is refused without being repeated', async (_name, text, reason) => {
  const error: unknown = await parsePrivateKey(String(text), 'key file').catch((e: unknown) => e);
  expect(error).toMatchObject({ code: 'KEY_UNUSABLE', message: expect.stringMatching(reason) as unknown });
  expect((error as Error).message).toMatch(/^key file holds/);
  expect((error as Error).message).not.toContain('secret');
});
