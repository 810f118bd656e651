import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { clientKeyFile } from '../client-keys/client-key-file.ts';
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

test('nothing but tokens, keys, metadata and health is served', async () => {
  const status = async (path: string): Promise<number> => (await fetch(`${issuer.url}${path}`)).status;
  expect(await status('/healthz')).toBe(200);
  expect(await status('/jwks')).toBe(200);
  for (const path of ['/', '/auth?client_id=client-1', '/me', '/session/end', '/token', '/token/../auth']) {
    expect([path, await status(path)]).toEqual([path, 404]);
  }
});

test('metadata names the configured URL, whatever the Host header says', async () => {
  const response = await fetch(`${issuer.url}/.well-known/openid-configuration`, {
    headers: { 'x-forwarded-host': 'evil.test', accept: 'text/html' },
  });
  expect(await response.json()).toMatchObject({
    issuer: issuer.url,
    token_endpoint: `${issuer.url}/token`,
    jwks_uri: `${issuer.url}/jwks`,
    grant_types_supported: ['client_credentials'],
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
  });
});

test('private keys are published nowhere and lie in files of mode 0600', async () => {
  const { keys } = (await (await fetch(`${issuer.url}/jwks`)).json()) as { keys: JWK[] };
  expect(keys).toHaveLength(1);
  expect(keys[0]).not.toHaveProperty('d');
  const { id } = await clients.newClient();
  for (const file of [join(issuer.dataDir, 'keys', 'issuer.json'), clientKeyFile(issuer.dataDir, id)]) {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  }
});

test('the process says nothing about cases and secrets, and one JSON line for a refusal', async () => {
  const client = await clients.newClient();
  await clients.askFor(client, [{ case_ref: 'a b secret' }]);
  const lines = issuer.output().trim().split('\n');
  expect(lines.every((line) => line.startsWith('{'))).toBe(true);
  expect(issuer.output()).not.toContain('secret');
  expect(lines.map((line) => JSON.parse(line) as object)).toContainEqual(
    expect.objectContaining({
      event: 'token_refused',
      client: client.id,
      error: 'invalid_authorization_details',
    }),
  );
});
