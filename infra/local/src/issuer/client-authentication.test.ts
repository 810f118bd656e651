import { stat } from 'node:fs/promises';
import { calculateJwkThumbprint } from 'jose';
import type { JWTPayload } from 'jose';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { clientKeyFile } from '../client-keys/client-key-file.ts';
import { generateClientKey } from '../client-keys/generate-client-key.ts';
import { readClientKey } from '../client-keys/read-client-key.ts';
import { revokeClient } from './revoke-client.ts';
import { rotateClientKey } from './rotate-client-key.ts';
import { startTestIssuer } from './test-issuer.ts';
import type { TestIssuer } from './test-issuer.ts';
import { testClients } from './test-clients.ts';
import type { TestClients } from './test-clients.ts';

let issuer: TestIssuer;
let clients: TestClients;

beforeAll(async () => {
  issuer = await startTestIssuer(inject('postgresUrl'));
  clients = testClients(issuer);
});
afterAll(() => issuer[Symbol.asyncDispose]());

test('the wrong key, an unknown client and a revoked one are refused alike', async () => {
  const client = await clients.newClient();
  await clients.tokenOf(client);
  const { privateJwk } = await generateClientKey();
  await expect(clients.tokenOf({ ...client, key: privateJwk })).rejects.toThrow(/invalid_client/);
  await expect(clients.tokenOf({ ...client, id: 'nobody' })).rejects.toThrow(/invalid_client/);
  await revokeClient({ ...issuer, id: client.id });
  await expect(clients.tokenOf(client)).rejects.toThrow(/invalid_client/);
  await expect(stat(clientKeyFile(issuer.dataDir, client.id))).rejects.toThrow(/ENOENT/);
});

test('after a rotation the new key works and the old one does not', async () => {
  const client = await clients.newClient();
  await rotateClientKey({ ...issuer, id: client.id });
  await expect(clients.tokenOf(client)).rejects.toThrow(/invalid_client/);
  await clients.tokenOf({ id: client.id, key: await readClientKey(issuer.dataDir, client.id) });
});

test('a replayed assertion is refused, also when both come at once', async () => {
  const client = await clients.newClient();
  const used = await clients.validForm(client);
  expect((await clients.post(used)).status).toBe(200);
  expect(await clients.post(used)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });

  for (let round = 0; round < 5; round += 1) {
    const fresh = await clients.validForm(client);
    const statuses = await Promise.all(
      Array.from({ length: 8 }, async () => (await clients.post(fresh)).status),
    );
    expect(statuses.toSorted()).toEqual([200, 401, 401, 401, 401, 401, 401, 401]);
  }
});

test.each<[string, (seconds: number) => JWTPayload]>([
  ['for the token endpoint’s URL', () => ({ aud: `${issuer.url}/token` })],
  ['for several audiences', () => ({ aud: [issuer.url, 'http://other.test'] as unknown as string })],
  ['that lives for an hour', (seconds) => ({ exp: seconds + 3600 })],
  ['that has expired', (seconds) => ({ iat: seconds - 200, exp: seconds - 100 })],
  ['without a jti', () => ({ jti: undefined as unknown as string })],
  ['of another client', () => ({ iss: 'client-1' })],
  ['made before the issuer started', (seconds) => ({ iat: seconds - 250, exp: seconds + 50 })],
])('an assertion %s is refused', async (_name, changed) => {
  const client = await clients.newClient();
  const claims = changed(Math.floor(Date.now() / 1000));
  const refused = await clients.post(await clients.validForm(client, claims));
  expect(refused).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  expect((await clients.post(await clients.validForm(client))).status).toBe(200);
});

test('a DPoP proof binds the token to its key', async () => {
  const { privateJwk: dpopKey } = await generateClientKey();
  const client = await clients.newClient();
  const { payload } = await clients.claimsOf(await clients.tokenOf(client, { dpopKey }));
  expect(payload['cnf']).toEqual({ jkt: await calculateJwkThumbprint(dpopKey) });
  expect((await clients.claimsOf(await clients.tokenOf(client))).payload['cnf']).toBeUndefined();
});

test('a sender-constrained client gets no bearer token', async () => {
  const client = await clients.newClient({
    role: 'SCHOOL_AID_OFFICE',
    school: '3499107001',
    senderConstrained: true,
  });
  await expect(clients.tokenOf(client)).rejects.toThrow(
    /invalid_dpop_proof: this client is sender-constrained/,
  );
  const { privateJwk: dpopKey } = await generateClientKey();
  expect((await clients.claimsOf(await clients.tokenOf(client, { dpopKey }))).payload['cnf']).toBeDefined();
});

test.each(['client_secret_basic', 'authorization_code', 'implicit'])('%s is not offered', async (what) => {
  const client = await clients.newClient();
  const body = new URLSearchParams(
    what === 'client_secret_basic'
      ? { grant_type: 'client_credentials', client_id: client.id, client_secret: 'guess' }
      : { grant_type: what, client_id: client.id, code: 'x' },
  );
  expect((await clients.post(body)).status).toBeGreaterThanOrEqual(400);
});
