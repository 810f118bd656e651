import { expect, inject, test } from 'vitest';
import { readClientKey } from '../client-keys/read-client-key.ts';
import { authorizationDetailsFor } from './authorization-details-for.ts';
import { registerClient } from './register-client.ts';
import { requestAccessToken } from './request-access-token.ts';
import { startTestIssuer } from './test-issuer.ts';

test('after a crash the same keys are published and the same clients known', async () => {
  await using issuer = await startTestIssuer(inject('postgresUrl'));
  await registerClient({ ...issuer, id: 'officer', role: 'PRIVACY_OFFICER' });
  const keys = await (await fetch(`${issuer.url}/jwks`)).json();
  await issuer.crashAndRestart();
  expect(await (await fetch(`${issuer.url}/jwks`)).json()).toEqual(keys);
  await requestAccessToken({
    issuerUrl: issuer.url,
    clientId: 'officer',
    privateJwk: await readClientKey(issuer.dataDir, 'officer'),
    authorizationDetails: authorizationDetailsFor({ purpose: 'AUDIT_REVIEW' }),
  });
  expect(issuer.output()).toBe('');
});

test.each(['SIGTERM', 'disconnect'] as const)('%s ends it cleanly and in silence', async (how) => {
  await using issuer = await startTestIssuer(inject('postgresUrl'));
  expect((await fetch(`${issuer.url}/healthz`)).status).toBe(200);
  expect(await issuer.stop(how)).toBe(0);
  expect(issuer.output()).toBe('');
});

test('an issuer that is not there is said to be so, in one line', async () => {
  const issuer = await startTestIssuer(inject('postgresUrl'));
  await registerClient({ ...issuer, id: 'officer', role: 'PRIVACY_OFFICER' });
  const privateJwk = await readClientKey(issuer.dataDir, 'officer');
  await issuer[Symbol.asyncDispose]();
  const request = requestAccessToken({
    issuerUrl: issuer.url,
    clientId: 'officer',
    privateJwk,
    authorizationDetails: authorizationDetailsFor({ purpose: 'AUDIT_REVIEW' }),
  });
  await expect(request).rejects.toMatchObject({
    code: 'ISSUER_UNAVAILABLE',
    message: `the issuer at ${issuer.url} does not answer as one`,
  });
});
