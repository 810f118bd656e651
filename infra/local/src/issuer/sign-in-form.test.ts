import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import pg from 'pg';
import { addUser } from './accounts/add-user.ts';
import { disableUser } from './accounts/disable-user.ts';
import { testBrowser } from './test-browser.ts';
import { TEST_CONSOLE_URL, testConsole, type TestConsole } from './test-console.ts';
import { startTestIssuer, type TestIssuer } from './test-issuer.ts';

let issuer: TestIssuer;
let site: TestConsole;
const password = 'correct horse battery staple';

beforeAll(async () => {
  issuer = await startTestIssuer(inject('postgresUrl'), { consoleUrl: TEST_CONSOLE_URL });
  site = await testConsole(issuer);
  const school = { role: 'SCHOOL_AID_OFFICE', school: '3499107001' } as const;
  for (const username of ['ada', 'gone', 'guessed', 'waiting']) {
    await addUser({ ...issuer, username, password, ...school });
  }
  await disableUser({ ...issuer, username: 'gone' });
});
afterAll(() => issuer[Symbol.asyncDispose]());

async function tryAs(username: string, tried: string): Promise<{ status: number; text: string }> {
  const response = await site.submit(testBrowser(issuer.url), (await site.begin()).url, username, tried);
  const text = await response.text();
  // What differs between two forms by nature.
  return {
    status: response.status,
    text: text.replaceAll(/\/sign-in\/[\w-]+/g, '').replaceAll(username, ''),
  };
}

test('a wrong password, an unknown person and a disabled one get the same answer', async () => {
  const wrong = await tryAs('ada', 'not the password');
  expect(wrong).toMatchObject({ status: 400, text: expect.stringContaining('role="alert"') as unknown });
  expect(await tryAs('nobody', password)).toEqual(wrong);
  expect(await tryAs('gone', password)).toEqual(wrong);
  expect(await tryAs("' or 1=1 --", password)).toMatchObject({ status: 400 });
  expect((await tryAs('ada', password)).status).toBe(303);
});

test('guesses at one name are slowed down, whether somebody has it or not, and nobody else is', async () => {
  for (const name of ['guessed', 'nobody-has-it']) {
    const statuses: number[] = [];
    for (let guess = 0; guess < 12; guess += 1)
      statuses.push((await tryAs(name, `guess ${String(guess)}`)).status);
    expect(statuses).toEqual([...Array<number>(10).fill(400), 429, 429]);
  }
  // The right password is no way around it.
  expect((await tryAs('guessed', password)).status).toBe(429);
  expect((await tryAs('ada', password)).status).toBe(303);
});

test('the form is in the language that the console asks for, or the browser', async () => {
  const htmlFor = async (change: Record<string, string>, accept: string): Promise<string> => {
    const browser = testBrowser(issuer.url);
    const { response: redirect } = { response: await browser.ask((await site.begin(change)).url) };
    const form = await browser.ask(String(redirect.headers.get('location')), {
      headers: { 'accept-language': accept },
    });
    return form.text();
  };
  expect(await htmlFor({}, 'fr')).toContain('<html lang="en">');
  expect(await htmlFor({}, 'zh-CN,zh;q=0.9,en;q=0.8')).toContain('<html lang="zh-CN">');
  expect(await htmlFor({ ui_locales: 'zh-CN' }, 'en')).toContain('>用户名<');
  expect(await htmlFor({ ui_locales: 'en' }, 'zh')).toContain('>Username<');
});

test('no page of the issuer runs a script, loads from elsewhere or can be framed', async () => {
  const browser = testBrowser(issuer.url);
  const { response } = await browser.follow((await site.begin()).url);
  const policy = response.headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('script-src');
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain(`form-action 'self' ${TEST_CONSOLE_URL}`);
  expect(await response.text()).not.toMatch(/<script|https?:\/\//);
  expect((await browser.ask('/sign-in.css')).headers.get('content-type')).toBe('text/css');
});

test('a username that is a script comes back as text', async () => {
  const browser = testBrowser(issuer.url);
  const name = '"><script>alert(1)</script>';
  const html = await (await site.submit(browser, (await site.begin()).url, name, 'x')).text();
  expect(html).toContain('value="&quot;&gt;&lt;script&gt;');
  expect(html).not.toContain('<script');
});

test('a form sent by another site is not taken', async () => {
  const browser = testBrowser(issuer.url);
  const form = await browser.follow((await site.begin()).url);
  const body = new URLSearchParams({ username: 'ada', password });
  const send = (headers: Record<string, string>) => browser.ask(form.url, { method: 'POST', body, headers });
  expect((await send({ origin: 'http://evil.test' })).status).toBe(400);
  expect((await send({ 'sec-fetch-site': 'cross-site' })).status).toBe(400);
  expect((await send({ origin: issuer.url, 'sec-fetch-site': 'same-origin' })).status).toBe(303);
});

test('an interaction belongs to the browser that began it', async () => {
  const victim = testBrowser(issuer.url);
  const { url } = await victim.follow((await site.begin()).url);
  const thief = testBrowser(issuer.url);
  const seen = await thief.ask(url, {
    method: 'POST',
    body: new URLSearchParams({ username: 'ada', password }),
  });
  expect(seen.status).toBe(400);
  expect(await seen.text()).toContain('has expired');
  expect((await victim.ask(url)).status).toBe(200);
});

test.each<[string, Record<string, string>, RegExp]>([
  ['without PKCE', { code_challenge: '', code_challenge_method: '' }, /error=invalid_request/],
  ['with PKCE in plain', { code_challenge_method: 'plain' }, /error=invalid_request/],
  ['for a token at once', { response_type: 'token' }, /error=unsupported_response_type/],
  [
    'with a purpose',
    { authorization_details: '[{"type":"household-status"}]' },
    /invalid_authorization_details/,
  ],
])('signing in %s is refused', async (_name, change, error) => {
  const { url } = await site.begin(change);
  const response = await testBrowser(issuer.url).ask(url);
  expect(response.headers.get('location')).toMatch(error);
});

test('nobody is sent to an address that is not the console’s', async () => {
  const { url } = await site.begin({ redirect_uri: 'http://evil.test/callback' });
  const response = await testBrowser(issuer.url).ask(url);
  expect(response.headers.get('location')).toBeNull();
  expect(await response.text()).toContain('invalid_redirect_uri');
});

test('passwords and tokens stand neither in the log nor, as they are used, in the database', async () => {
  const { browser, refreshToken } = await site.signIn('ada', password);
  await site.submit(testBrowser(issuer.url), (await site.begin()).url, 'ada', 'a wrong but secret one');
  const database = new pg.Client({ connectionString: issuer.databaseUrl });
  await database.connect();
  const { rows } = await database.query<{ all: string }>(
    `select (select string_agg(r::text, ' ') from provider_record r) || (select string_agg(a::text, ' ') from account a) as all`,
  );
  await database.end();
  const kept = String(rows[0]?.all);
  for (const secret of [refreshToken, ...browser.cookies.values(), password])
    expect(kept).not.toContain(secret);
  expect(kept).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
  for (const secret of [refreshToken, password, 'a wrong but secret one']) {
    expect(issuer.output()).not.toContain(secret);
  }
});

test('without a console nobody can sign in', async () => {
  await using clientsOnly = await startTestIssuer(inject('postgresUrl'));
  for (const path of ['/auth', '/sign-in/x', '/session/end', '/sign-in.css']) {
    expect((await fetch(`${clientsOnly.url}${path}`)).status).toBe(404);
  }
  expect((await fetch(`${clientsOnly.url}/token/revocation`, { method: 'POST' })).status).toBe(404);
});
