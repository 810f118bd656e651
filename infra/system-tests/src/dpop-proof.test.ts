import { createHash } from 'node:crypto';
import { exportJWK, type JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import {
  type AnswerToProof,
  type DpopCaller,
  makeDpopCaller,
  type ProofParts,
  refusedProof,
} from './dpop-caller.ts';
import { compact, es256 } from './forged-token.ts';
import { rawRequest } from './raw-request.ts';
import { startSystem, type SystemUnderTest } from './start-system.ts';

const body = JSON.stringify({ query: '{ registers { agency } }' });

let system: SystemUnderTest;
let caller: DpopCaller;
beforeAll(async () => {
  system = await startSystem(inject('postgresUrl'));
  caller = await makeDpopCaller(system);
});
afterAll(() => system[Symbol.asyncDispose]());

const passed = { status: 200 };
const askBound = (...proofs: string[]): Promise<AnswerToProof> =>
  caller.ask(`DPoP ${caller.boundToken}`, ...proofs);

const invalidProof = 'the DPoP header holds no valid proof';

/** The valid proof passes and its change does not. */
async function expectRefusedProof(
  change: (valid: ProofParts) => object | Promise<object>,
  description = invalidProof,
): Promise<void> {
  const valid = await caller.proofParts();
  expect(await askBound(await compact(valid))).toMatchObject(passed);
  const fresh = await caller.proofParts();
  const proof = await compact({ ...fresh, ...(await change(fresh)) });
  expect(await askBound(proof)).toMatchObject(refusedProof('invalid_dpop_proof', description));
}

describe('claims of a proof (RFC 9449, section 4.3)', () => {
  test.each<[string, JWTPayload, string]>([
    ['another method', { htm: 'GET' }, 'the proof is for another method'],
    ['the method in small letters', { htm: 'post' }, 'the proof is for another method'],
    [
      'another token (ath)',
      { ath: createHash('sha256').update('').digest('base64url') },
      'the proof is for another token',
    ],
  ])('%s', async (_name, members, description) => {
    await expectRefusedProof(({ payload }) => ({ payload: { ...payload, ...members } }), description);
  });

  test.each<[string, (url: string) => string]>([
    ['another host', (url) => url.replace('127.0.0.1', 'localhost')],
    ['another port', (url) => url.replace(/:\d+/, ':1')],
    ['another scheme', (url) => url.replace('http:', 'https:')],
    ['another path', (url) => `${url}/`],
    ['a path that differs in case', (url) => url.replace('graphql', 'GraphQL')],
    ['the issuer’s token endpoint', () => `${system.issuer.url}/token`],
    ['a path alone', () => '/graphql'],
  ])('another URL: %s', async (_name, change) => {
    const htu = change(caller.endpoint);
    await expectRefusedProof(
      ({ payload }) => ({ payload: { ...payload, htu } }),
      'the proof is for another URL',
    );
  });

  test('the Host header does not make another URL ours', async () => {
    const proof = await caller.proofFor(caller.boundToken, caller.own, 'http://gateway.example/graphql');
    const headers = [
      'content-type',
      'application/json',
      'authorization',
      `DPoP ${caller.boundToken}`,
      'dpop',
      proof,
    ];
    for (const forwarded of [
      [],
      ['x-forwarded-host', 'gateway.example'],
      ['forwarded', 'host=gateway.example'],
    ]) {
      const sent = {
        url: caller.endpoint,
        host: 'gateway.example',
        headers: [...headers, ...forwarded],
        body,
      };
      expect(await rawRequest(sent)).toMatchObject({ status: 401 });
    }
  });

  test.each([-65, -3_600, 65, 3_600])('made %s s from now', async (seconds) => {
    const description = 'the proof was not made within 60 s of now';
    await expectRefusedProof(
      ({ payload }) => ({ payload: { ...payload, iat: (payload.iat ?? 0) + seconds } }),
      description,
    );
  });

  test.each(['jti', 'htm', 'htu', 'iat', 'ath'])('no %s', async (claim) => {
    await expectRefusedProof(({ payload }) => ({ payload: { ...payload, [claim]: undefined } }));
  });
});

describe('header and signature of a proof', () => {
  test.each<[string, Record<string, unknown>]>([
    ['typ JWT', { typ: 'JWT' }],
    ['typ at+jwt', { typ: 'at+jwt' }],
    ['no typ', { typ: undefined }],
    ['alg none', { alg: 'none' }],
    ['alg HS256', { alg: 'HS256' }],
    ['alg RS256', { alg: 'RS256' }],
    ['crit', { crit: ['exp2'], exp2: 1 }],
    ['no jwk', { jwk: undefined }],
    ['jwk no object', { jwk: 'own' }],
    ['kid and jku instead of a jwk', { jwk: undefined, kid: 'test', jku: 'http://127.0.0.1:1/' }],
    ['a symmetric jwk', { jwk: { kty: 'oct', k: 'c2VjcmV0' } }],
  ])('%s', async (_name, members) => {
    await expectRefusedProof(({ header }) => ({ header: { ...header, ...members } }));
  });

  test('a jwk that holds the private key', async () => {
    const { kty, crv, x, y, d } = await exportJWK(caller.own.privateKey);
    await expectRefusedProof(({ header }) => ({ header: { ...header, jwk: { kty, crv, x, y, d } } }));
    await expectRefusedProof(({ header }) => ({ header: { ...header, jwk: { kty, crv, x, y, d: '' } } }));
  });

  test('our jwk over another key’s signature; no signature; a psychic one; the access token itself', async () => {
    await expectRefusedProof(() => ({ sign: es256(caller.other.privateKey) }));
    await expectRefusedProof(() => ({ sign: () => Buffer.alloc(0) }));
    await expectRefusedProof(() => ({ sign: () => Buffer.alloc(64) }));
    const invalid = refusedProof('invalid_dpop_proof', invalidProof);
    expect(await askBound(caller.boundToken)).toMatchObject(invalid);
    expect(await askBound('x')).toMatchObject(invalid);
  });

  test('an oversized one', async () => {
    await expectRefusedProof(
      ({ payload }) => ({ payload: { ...payload, padding: 'x'.repeat(3_200) } }),
      'the proof is too large',
    );
  });

  test('a member named twice', async () => {
    const twice = (part: object, member: string): string => `${JSON.stringify(part).slice(0, -1)},${member}}`;
    await expectRefusedProof(({ header }) => ({ header: twice(header, '"alg":"ES256"') }));
    await expectRefusedProof(({ payload }) => ({ payload: twice(payload, '"htm":"POST"') }));
  });
});
