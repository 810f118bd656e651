import { createPrivateKey, generateKeyPairSync, webcrypto } from 'node:crypto';
import { expect, test } from 'vitest';
import { bindingKeys, signingKey } from './client-key.ts';

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = { ...pair.privateKey.export({ format: 'jwk' }), kid: 'school-1', use: 'sig', alg: 'ES256' };
const pem = pair.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string;

test.each([
  ['JWK', jwk],
  ['PEM, PKCS #8', pem],
  ['PEM, SEC 1', pair.privateKey.export({ format: 'pem', type: 'sec1' }) as string],
  ['KeyObject', createPrivateKey(pem)],
])('a private key as %s signs, and cannot be taken out again', async (_name, privateKey) => {
  const { key } = await signingKey(privateKey);
  const data = Buffer.from('assertion');
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const signature = await webcrypto.subtle.sign(algorithm, key, data);
  const { publicKey } = await bindingKeys(privateKey);
  expect(await webcrypto.subtle.verify(algorithm, publicKey, signature, data)).toBe(true);
  expect(key.extractable).toBe(false);
});

test('a kid goes into the assertion, so that the issuer finds the key among several', async () => {
  expect(await signingKey(jwk)).toMatchObject({ kid: 'school-1' });
  expect(await signingKey(pem)).not.toHaveProperty('kid');
});

test('Ed25519', async () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  expect((await signingKey(privateKey)).key.algorithm.name).toBe('Ed25519');
});

test.each([
  ['no key', 'PRIVATE KEY', /neither a private JWK nor PEM/],
  ['a public JWK', pair.publicKey.export({ format: 'jwk' }), /neither a private JWK nor PEM/],
  ['RSA', generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey, /none of the curves/],
])('%s: KEY_UNUSABLE in one line that shows nothing of it', async (_name, privateKey, message) => {
  const attempt = signingKey(privateKey);
  await expect(attempt).rejects.toMatchObject({ code: 'KEY_UNUSABLE' });
  await expect(attempt).rejects.toThrow(message);
  await expect(attempt).rejects.not.toThrow(/PRIVATE KEY/);
});
