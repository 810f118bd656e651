import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { addUser, type AddUserOptions } from './accounts/add-user.ts';
import { disableUser } from './accounts/disable-user.ts';
import { setUserPassword } from './accounts/set-user-password.ts';
import { authorizationDetailsFor } from './authorization-details-for.ts';
import type { TestBrowser } from './test-browser.ts';
import { TEST_CONSOLE_URL, testConsole, type TestConsole } from './test-console.ts';
import { testClients, type TestClients } from './test-clients.ts';
import { startTestIssuer, type TestIssuer } from './test-issuer.ts';

let issuer: TestIssuer;
let clients: TestClients;
let site: TestConsole;
let count = 0;

const password = 'correct horse battery staple';
const school = { role: 'SCHOOL_AID_OFFICE', school: '3499107001' } as const;

beforeAll(async () => {
  issuer = await startTestIssuer(inject('postgresUrl'), { consoleUrl: TEST_CONSOLE_URL });
  clients = testClients(issuer);
  site = await testConsole(issuer);
});
afterAll(() => issuer[Symbol.asyncDispose]());

async function newUser(
  registration: Pick<AddUserOptions, 'role' | 'school' | 'division' | 'agency'> = school,
): Promise<string> {
  count += 1;
  const username = `person-${String(count)}`;
  await addUser({ ...issuer, username, password, ...registration });
  return username;
}

test('a person signs in by form, code and PKCE, and the console gets a token of one purpose', async () => {
  const username = await newUser();
  const signedIn = await site.signIn(username, password);
  expect(signedIn.claims).toMatchObject({
    sub: username,
    roles: ['SCHOOL_AID_OFFICE'],
    location: '3499107001',
    ad_hoc_queries: false,
  });
  const { status, body } = await site.refresh(signedIn.refreshToken, { resource: 'http://gateway.test' });
  expect(status).toBe(200);
  const { payload, header } = await clients.claimsOf(String(body['access_token']));
  expect(header).toMatchObject({ alg: 'ES256', typ: 'at+jwt' });
  const { iat, exp, jti, ...claims } = payload;
  expect(claims).toEqual({
    iss: issuer.url,
    sub: username,
    client_id: 'hearthgate-console',
    aud: 'http://gateway.test',
    roles: ['SCHOOL_AID_OFFICE'],
    authorization_details: [
      {
        type: 'household-status',
        actions: ['read'],
        locations: ['3499107001'],
        purpose: 'AID_ELIGIBILITY',
        legal_basis: 'STUDENT_AID',
      },
    ],
  });
  expect(jti).toEqual(expect.stringMatching(/^.{16,}$/));
  expect(exp! - iat!).toBeLessThanOrEqual(300);
});

test.each([
  [{ role: 'UNIVERSITY_AID_OFFICE', school: '010001' }, '010001', 'http://gateway.test'],
  [{ role: 'AID_CENTER', division: '990108' }, '990108', 'http://gateway.test'],
  [{ role: 'AGENCY_OPERATOR', agency: 'disability' }, 'disability', 'http://disability.test'],
  [{ role: 'PRIVACY_OFFICER' }, '*', 'http://gateway.test'],
] as const)('%o is bounded by the account', async (registration, location, resource) => {
  const { refreshToken } = await site.signIn(await newUser(registration), password);
  const { body } = await site.refresh(refreshToken, { resource });
  const { payload } = await clients.claimsOf(String(body['access_token']));
  expect(payload).toMatchObject({ aud: resource, roles: [registration.role] });
  expect(payload['authorization_details']).toMatchObject([{ locations: [location] }]);
});

const [entry] = authorizationDetailsFor({ purpose: 'AID_ELIGIBILITY' });
test.each<[string, unknown, RegExp]>([
  ['another school', [{ ...entry, locations: ['3499107002'] }], /^locations: not what/],
  ['everything', [{ ...entry, locations: ['*'] }], /^locations: /],
  ['two purposes', [entry, { ...entry, purpose: 'FEE_WAIVER' }], /exactly one/],
  ['no purpose', [], /exactly one/],
  ['an unknown purpose', [{ ...entry, purpose: 'CURIOSITY' }], /^purpose: known are/],
])('%s is refused, and the session lives on', async (_name, details, reason) => {
  const { refreshToken } = await site.signIn(await newUser(), password);
  const { status, body } = await site.refresh(refreshToken, { details });
  expect({ status, error: body['error'] }).toEqual({ status: 400, error: 'invalid_authorization_details' });
  expect(body['error_description']).toMatch(reason);
  expect((await site.refresh(refreshToken)).status).toBe(200);
});

test('without a purpose the console gets no token, and the session lives on', async () => {
  const { refreshToken } = await site.signIn(await newUser(), password);
  const refused = await site.tokenRequest({ grant_type: 'refresh_token', refresh_token: refreshToken });
  expect(refused).toMatchObject({ status: 400, body: { error: 'invalid_authorization_details' } });
  expect((await site.refresh(refreshToken)).status).toBe(200);
});

test('another audience than the account’s own is refused, save an agency for a privacy officer', async () => {
  const { refreshToken } = await site.signIn(await newUser(), password);
  for (const resource of ['http://disability.test', 'http://elsewhere.test', 'no url']) {
    expect(await site.refresh(refreshToken, { resource })).toMatchObject({
      status: 400,
      body: { error: 'invalid_target' },
    });
  }
  expect((await site.refresh(refreshToken)).status).toBe(200);
  const officer = await site.signIn(await newUser({ role: 'PRIVACY_OFFICER' }), password);
  const at = await site.refresh(officer.refreshToken, { resource: 'http://disability.test' });
  expect(at.status).toBe(200);
});

test('what comes with the code is no token that any service takes', async () => {
  const { accessToken } = await site.signIn(await newUser(), password);
  expect(accessToken.split('.')).toHaveLength(1);
});

test('the console gets nothing for itself', async () => {
  const refused = await site.tokenRequest({
    grant_type: 'client_credentials',
    authorization_details: JSON.stringify(authorizationDetailsFor({ purpose: 'AID_ELIGIBILITY' })),
  });
  expect(refused).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
  expect(refused.body).not.toHaveProperty('access_token');
});

test('a refresh token is used once; the second use ends the sign-in that it came from', async () => {
  const { refreshToken } = await site.signIn(await newUser(), password);
  const next = String((await site.refresh(refreshToken)).body['refresh_token']);
  expect(next).not.toBe(refreshToken);
  expect(await site.refresh(refreshToken)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  expect(await site.refresh(next)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
});

test('of two uses of one refresh token at once, one gets a token', async () => {
  const { refreshToken } = await site.signIn(await newUser(), password);
  const answers = await Promise.all(Array.from({ length: 6 }, () => site.refresh(refreshToken)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});

test('a client cannot use a person’s refresh token', async () => {
  const { refreshToken } = await site.signIn(await newUser(), password);
  const client = await clients.newClient();
  const form = await clients.validForm(client);
  form.set('grant_type', 'refresh_token');
  form.set('refresh_token', refreshToken);
  expect(await clients.post(form)).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
  expect((await site.refresh(refreshToken)).status).toBe(200);
});

test('a client cannot pretend to be the console', async () => {
  const client = await clients.newClient();
  const { refreshToken } = await site.signIn(await newUser(), password);
  const form = await clients.validForm({ ...client, id: 'hearthgate-console' });
  form.set('grant_type', 'refresh_token');
  form.set('refresh_token', refreshToken);
  expect(await clients.post(form)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
});

test('a client cannot pretend to be a person', async () => {
  const username = await newUser();
  const client = await clients.newClient();
  const form = await clients.validForm(client, { sub: username });
  expect(await clients.post(form)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  const own = await clients.validForm({ ...client, id: username });
  expect(await clients.post(own)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
});

test('a disabled person gets no token any more, and no session', async () => {
  const username = await newUser();
  const signedIn = await site.signIn(username, password);
  expect(await stillSignedIn(signedIn.browser)).toBe(true);
  await disableUser({ ...issuer, username });
  expect(await site.refresh(signedIn.refreshToken)).toMatchObject({ body: { error: 'invalid_grant' } });
  expect(await stillSignedIn(signedIn.browser)).toBe(false);
  await expect(site.signIn(username, password)).rejects.toThrow();
  await disableUser({ ...issuer, username });
});

test('another password ends what the old one began', async () => {
  const username = await newUser();
  const { refreshToken } = await site.signIn(username, password);
  await setUserPassword({ ...issuer, username, password: 'another battery staple' });
  expect(await site.refresh(refreshToken)).toMatchObject({ body: { error: 'invalid_grant' } });
  await expect(site.signIn(username, password)).rejects.toThrow();
  expect((await site.signIn(username, 'another battery staple')).claims.sub).toBe(username);
});

test('signing out ends session and refresh token, and leads back to the console', async () => {
  const { browser, idToken, refreshToken } = await site.signIn(await newUser(), password);
  const url = new URL(`${issuer.url}/session/end`);
  url.search = new URLSearchParams({
    id_token_hint: idToken,
    post_logout_redirect_uri: TEST_CONSOLE_URL,
  }).toString();
  const asked = await browser.ask(url.href);
  const html = await asked.text();
  expect(html).toContain('<script nonce=');
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
  const ended = await browser.ask('/session/end/confirm', {
    method: 'POST',
    body: new URLSearchParams({ xsrf, logout: 'yes' }),
  });
  expect(ended.headers.get('location')).toMatch(/^http:\/\/console\.test\/?$/);
  expect(await site.refresh(refreshToken)).toMatchObject({ body: { error: 'invalid_grant' } });
  expect(await stillSignedIn(browser)).toBe(false);
});

test('a link of another site cannot sign somebody out unasked', async () => {
  const { browser } = await site.signIn(await newUser(), password);
  const asked = await browser.ask('/session/end');
  expect(await asked.text()).not.toContain('<script');
  expect(await stillSignedIn(browser)).toBe(true);
});

test('a revoked refresh token is worth nothing', async () => {
  const { refreshToken } = await site.signIn(await newUser(), password);
  const form = await consoleForm();
  form.set('token', refreshToken);
  const revoked = await fetch(`${issuer.url}/token/revocation`, { method: 'POST', body: form });
  expect(revoked.status).toBe(200);
  expect(await site.refresh(refreshToken)).toMatchObject({ body: { error: 'invalid_grant' } });
});

test('sessions and refresh tokens outlive a crash of the issuer', async () => {
  const { browser, refreshToken } = await site.signIn(await newUser(), password);
  await issuer.crashAndRestart();
  // What was made in the second that the issuer started in would be refused as made before.
  await expect.poll(async () => (await site.refresh(refreshToken)).status, { timeout: 5_000 }).toBe(200);
  expect(await stillSignedIn(browser)).toBe(true);
});

async function consoleForm(): Promise<URLSearchParams> {
  return clients.validForm({ id: 'hearthgate-console', key: issuer.consoleKey });
}

/** Whether the browser gets a code without a form. */
async function stillSignedIn(browser: TestBrowser): Promise<boolean> {
  const { url } = await browser.follow((await site.begin()).url);
  return url.startsWith(`${TEST_CONSOLE_URL}/callback?code=`);
}
