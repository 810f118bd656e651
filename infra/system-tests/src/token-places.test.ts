import { CompactEncrypt, importJWK } from 'jose';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type AnswerToToken, askWithToken } from './ask-with-token.ts';
import { compact, validParts } from './forged-token.ts';
import { startIssuerForTests } from '@hearthgate/access-token/testing';
import { rawRequest } from './raw-request.ts';
import { startSystem, type SystemUnderTest } from './start-system.ts';

const claims = { role: 'SCHOOL_AID_OFFICE', location: '3499107001', purpose: 'AID_ELIGIBILITY' };
const body = JSON.stringify({ query: '{ registers { agency } }' });

let system: SystemUnderTest;
beforeAll(async () => {
  system = await startSystem(inject('postgresUrl'));
});
afterAll(() => system[Symbol.asyncDispose]());

const ask = (token: string): Promise<AnswerToToken> => askWithToken(system.url, token);

async function expectRefusedToken(token: string): Promise<void> {
  const { status, challenge, text } = await ask(token);
  expect({ status, challenge }).toMatchObject({
    status: 401,
    challenge: expect.stringMatching(/^Bearer error="invalid_token", /) as unknown,
  });
  for (const part of token.split('.').filter((part) => part !== '')) expect(text).not.toContain(part);
}

test('a token in the query string or in the body is none', async () => {
  const token = await system.issuer.sign(claims);
  expect(await ask(token)).toMatchObject({ status: 200 });
  const json = ['content-type', 'application/json'];
  const inBody = JSON.stringify({ ...(JSON.parse(body) as object), access_token: token });
  for (const sent of [
    { url: `${system.url}/graphql?access_token=${token}`, headers: json, body },
    { url: `${system.url}/graphql`, headers: json, body: inBody },
    { url: `${system.url}/graphql`, headers: [...json, 'cookie', `access_token=${token}`], body },
    { url: `${system.url}/graphql`, headers: [...json, 'authorization', `Token ${token}`], body },
    { url: `${system.url}/graphql`, headers: [...json, 'authorization', token], body },
  ]) {
    const { status, headers, text } = await rawRequest(sent);
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toBe('Bearer, DPoP algs="ES256 EdDSA"');
    expect(text).not.toContain(token);
  }
  const form = await fetch(`${system.url}/graphql`, {
    method: 'POST',
    body: new URLSearchParams({ access_token: token, query: '{ registers { agency } }' }),
  });
  expect(form.status).toBe(415);
});

test('two Authorization headers, whichever stands first', async () => {
  const tokens = [await system.issuer.sign(claims), await system.issuer.sign(claims)];
  const lines = tokens.flatMap((token) => ['authorization', `Bearer ${token}`]);
  const headers = ['content-type', 'application/json'];
  const url = `${system.url}/graphql`;
  expect(await rawRequest({ url, headers: [...headers, ...lines.slice(0, 2)], body })).toMatchObject({
    status: 200,
  });
  expect(await rawRequest({ url, headers: [...headers, ...lines], body })).toMatchObject({ status: 401 });
});

test('oversized: over 8 KB is refused unread, over what Node takes is refused by Node', async () => {
  const padded = (length: number): Promise<string> =>
    system.issuer.sign(claims, (payload) => ({ ...payload, padding: 'x'.repeat(length) }));
  expect(await ask(await padded(5_000))).toMatchObject({ status: 200 });
  await expectRefusedToken(await padded(6_200));
  expect(await ask(await padded(20_000))).toMatchObject({ status: 431 });
});

test('nested and encrypted: a token as payload, a JWE, an array of parts', async () => {
  const token = await system.issuer.sign(claims);
  expect(await ask(token)).toMatchObject({ status: 200 });
  const valid = validParts(system.issuer, claims);
  await expectRefusedToken(
    await compact({ ...valid, header: { ...valid.header, cty: 'JWT' }, payload: token }),
  );
  const publicKey = await importJWK(system.issuer.publicJwk, 'ECDH-ES');
  const encrypted = new CompactEncrypt(Buffer.from(token)).setProtectedHeader({
    alg: 'ECDH-ES',
    enc: 'A128GCM',
    typ: 'at+jwt',
    cty: 'JWT',
  });
  await expectRefusedToken(await encrypted.encrypt(publicKey));
  const [header, payload, signature] = token.split('.');
  await expectRefusedToken(
    Buffer.from(JSON.stringify({ protected: header, payload, signature })).toString('base64url'),
  );
});

test('cross-issuer: another issuer’s token, and one that takes the trusted issuer’s name', async () => {
  await using other = await startIssuerForTests(system.url);
  expect(await ask(await system.issuer.sign(claims))).toMatchObject({ status: 200 });
  await expectRefusedToken(await other.sign(claims));
  await expectRefusedToken(await other.sign(claims, (payload) => ({ ...payload, iss: system.issuer.url })));
  await expectRefusedToken(await system.issuer.sign(claims, (payload) => ({ ...payload, iss: other.url })));
  expect(other.asked).toEqual([]);
});
