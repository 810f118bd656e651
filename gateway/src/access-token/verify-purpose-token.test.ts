import { makeVerifiedTokens } from '@hearthgate/access-token';
import { type CryptoKey, generateKeyPair, type JWTVerifyGetKey, SignJWT } from 'jose';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import pg from 'pg';
import type { ClientSettings } from '../clients/client-directory.ts';
import { Refusal } from '../errors.ts';
import type { PurposeGrant } from './purpose-grant.ts';
import { UsedProofs } from './used-proofs.ts';
import { verifyPurposeToken } from './verify-purpose-token.ts';

const issuer = 'https://issuer.example';
const audience = 'https://gateway.example';
const settings: ClientSettings = {
  id: 'school',
  adHocQueries: false,
  person: false,
  senderConstrained: false,
  requestsPerSecond: 20,
  subjectsPerDay: 0,
  revoked: false,
};

let privateKey: CryptoKey;
let publicKey: CryptoKey;
/** How often a signature was about to be checked. */
let checks = 0;
/** Whatever the directory of clients says. */
let settingsOf: (id?: string) => Promise<ClientSettings | undefined>;
let verifiedTokens = makeVerifiedTokens();

beforeAll(async () => {
  ({ privateKey, publicKey } = await generateKeyPair('ES256'));
});
beforeEach(() => {
  checks = 0;
  settingsOf = () => Promise.resolve(settings);
  verifiedTokens = makeVerifiedTokens();
});
afterEach(() => {
  vi.useRealTimers();
});

async function sign(members: object = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, sub: 'school', client_id: 'school', aud: audience, iat: now, exp: now + 60 };
  const detail = { type: 'household-status', actions: ['read'], purpose: 'FEE_WAIVER', legal_basis: 'L' };
  return new SignJWT({
    ...claims,
    jti: crypto.randomUUID(),
    roles: ['SCHOOL_AID_OFFICE'],
    authorization_details: [{ ...detail, locations: ['3499107001'], case_ref: 'C 7' }],
    ...members,
  })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt' })
    .sign(privateKey);
}

const keys: JWTVerifyGetKey = () => {
  checks += 1;
  return Promise.resolve(publicKey);
};

function verify(token: string): Promise<PurposeGrant> {
  const headersDistinct = { authorization: [`Bearer ${token}`] };
  // Bearer tokens need no proof: this pool is never connected.
  const usedProofs = new UsedProofs(new pg.Pool());
  const clients = { settingsOf: (id: string) => settingsOf(id) };
  const endpoint = `${audience}/graphql`;
  return verifyPurposeToken(
    { method: 'POST', headersDistinct },
    { issuer, audience, endpoint, keys, clients, verifiedTokens, usedProofs },
  );
}

test('a grant is what the token says, and what the gateway knows of its client', async () => {
  expect(await verify(await sign())).toEqual({
    client: 'school',
    role: 'SCHOOL_AID_OFFICE',
    purpose: 'FEE_WAIVER',
    legalBasis: 'L',
    caseRef: 'C 7',
    location: '3499107001',
    bounds: { schoolCode: '3499107001' },
    assurance: 'bearer',
    settings,
  });
});

test('a token’s signature is checked once', async () => {
  const token = await sign();
  const first = await verify(token);
  expect(await verify(token)).toEqual(first);
  expect(checks).toBe(1);
  await verify(await sign());
  expect(checks).toBe(2);
});

test('a token that was refused is not known the next time', async () => {
  const token = await sign({ aud: 'https://other.example' });
  await expect(verify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  await expect(verify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(checks).toBe(2);
});

test('a known token expires when an unknown one does', async () => {
  vi.useFakeTimers({ now: 1_790_000_000_000, toFake: ['Date'] });
  const [known, unknown] = [await sign(), await sign()];
  await verify(known);
  vi.setSystemTime(1_790_000_000_000 + 64_999);
  await verify(known);
  vi.setSystemTime(1_790_000_000_000 + 65_000);
  const expired = { code: 'UNAUTHENTICATED', message: 'the token has expired' };
  await expect(verify(known)).rejects.toMatchObject(expired);
  await expect(verify(unknown)).rejects.toMatchObject(expired);
});

test('a known token is refused as soon as its client is revoked, gone, or cannot be looked up', async () => {
  const token = await sign();
  await verify(token);
  const refused = { code: 'UNAUTHENTICATED', message: 'the client is not registered here' };
  settingsOf = () => Promise.resolve({ ...settings, revoked: true });
  await expect(verify(token)).rejects.toMatchObject(refused);
  settingsOf = () => Promise.resolve(undefined);
  await expect(verify(token)).rejects.toMatchObject(refused);
  settingsOf = () => Promise.reject(new Refusal('CLIENTS_UNAVAILABLE', 'try again'));
  await expect(verify(token)).rejects.toMatchObject({ code: 'CLIENTS_UNAVAILABLE', httpStatus: 503 });
  settingsOf = () => Promise.resolve(settings);
  await verify(token);
});

test('a client that must prove its key may not change its mind by a token that is known', async () => {
  const token = await sign();
  await verify(token);
  settingsOf = () => Promise.resolve({ ...settings, senderConstrained: true });
  await expect(verify(token)).rejects.toMatchObject({
    headers: {
      'www-authenticate': expect.stringMatching(/^DPoP algs="ES256 EdDSA", error="invalid_token"/) as unknown,
    },
  });
});

test('a person’s token is theirs by its subject, through whatever client it came', async () => {
  const members = { sub: 'li.aid', client_id: 'hearthgate-console' };
  const asked: string[] = [];
  settingsOf = (id) => {
    asked.push(String(id));
    return Promise.resolve({ ...settings, id: 'li.aid', person: true });
  };
  expect(await verify(await sign(members))).toMatchObject({ client: 'li.aid', settings: { person: true } });
  expect(asked).toEqual(['li.aid']);
});

test('a client pretending to be a person, and a person pretending to be a client, are refused', async () => {
  const refused = { code: 'UNAUTHENTICATED', message: 'the client is not registered here' };
  settingsOf = () => Promise.resolve({ ...settings, person: true });
  await expect(verify(await sign())).rejects.toMatchObject(refused);
  await verify(await sign({ client_id: 'hearthgate-console' }));
  settingsOf = () => Promise.resolve(settings);
  await expect(verify(await sign({ client_id: 'hearthgate-console' }))).rejects.toMatchObject(refused);
  await verify(await sign());
});

test('a person’s token is good at no other audience', async () => {
  settingsOf = () => Promise.resolve({ ...settings, person: true });
  const person = { client_id: 'hearthgate-console' };
  await verify(await sign(person));
  await expect(verify(await sign({ ...person, aud: 'https://disability.example' }))).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
    message: 'the token is not valid here',
  });
});

test('a person’s known token is refused as soon as the account is disabled', async () => {
  settingsOf = () => Promise.resolve({ ...settings, person: true });
  const token = await sign({ client_id: 'hearthgate-console' });
  await verify(token);
  settingsOf = () => Promise.resolve({ ...settings, person: true, revoked: true });
  await expect(verify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});
