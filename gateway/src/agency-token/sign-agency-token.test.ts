import { createPrivateKey } from 'node:crypto';
import { decodeProtectedHeader, importJWK, jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import { addSigningKey } from '../signing-keys/add-signing-key.ts';
import type { SigningKey } from '../signing-keys/watch-signing-keys.ts';
import type { CallGrant } from './call-grant.ts';
import { signAgencyToken } from './sign-agency-token.ts';

const [stored] = addSigningKey([], new Date());
const jwk = { ...stored!.key };
const key: SigningKey = {
  kid: 'test',
  privateKey: createPrivateKey({ key: jwk, format: 'jwk' }),
  header: Buffer.from(JSON.stringify({ alg: 'ES256', typ: 'txntoken+jwt', kid: 'test' })).toString(
    'base64url',
  ),
};
const requester = (client = 'lianhe-senior-1'): CallGrant['requesters'][number] => ({
  txn: crypto.randomUUID(),
  client,
  role: 'UNIVERSITY_AID_OFFICE',
  assurance: 'bearer',
  legal_basis: 'STUDENT_AID',
  document: 'd'.repeat(64),
  mask: 'a'.repeat(64),
  refCount: 200,
});
const grant = (requesters: CallGrant['requesters']): CallGrant => ({
  purpose: 'AID_ELIGIBILITY',
  fields: ['orphans'],
  policy_hash: 'b'.repeat(64),
  refs: ['1.BBBBBBBBBBBBBBBBBBBBBA', '1.AAAAAAAAAAAAAAAAAAAAAA', '1.BBBBBBBBBBBBBBBBBBBBBA'],
  requesters,
});
const options = {
  issuer: 'https://gateway.example',
  audience: 'https://orphans.example',
  key,
  nowMs: Date.now(),
};

test('another library verifies it, and finds the refs only as a digest', async () => {
  const token = signAgencyToken(grant([requester()]), options);
  const { kty, crv, x, y } = jwk;
  const { payload } = await jwtVerify(token, await importJWK({ kty, crv, x, y }, 'ES256'), {
    typ: 'txntoken+jwt',
    issuer: options.issuer,
    audience: options.audience,
  });
  expect(decodeProtectedHeader(token)).toEqual({ alg: 'ES256', typ: 'txntoken+jwt', kid: 'test' });
  expect(payload.exp! - payload.iat!).toBe(30);
  expect(payload['refs']).toBeUndefined();
  // printf '1.AAAAAAAAAAAAAAAAAAAAAA\n1.BBBBBBBBBBBBBBBBBBBBBA' | openssl dgst -sha256 -binary | basenc --base64url
  expect(payload['refs_digest']).toBe('WaL5U6KvuDHaVilucBl3X0lV0LfM-Az6Hw98a-GjNto');
});

test('32 requesters fit into a header, 33 are refused', () => {
  const many = Array.from({ length: 32 }, () => requester());
  expect(signAgencyToken(grant(many), options).length).toBeLessThanOrEqual(15_000);
  expect(() => signAgencyToken(grant([...many, requester()]), options)).toThrow('too many requesters');
});

test('a token that no agency would take is not sent', () => {
  const long = Array.from({ length: 32 }, () => requester('x'.repeat(200)));
  expect(() => signAgencyToken(grant(long), options)).toThrow('too long');
});
