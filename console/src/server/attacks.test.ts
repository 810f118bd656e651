import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { servedConsole, type ServedConsole, type SignedInBrowser } from '../testing/served-console.ts';

let served: ServedConsole;
let school: SignedInBrowser;
beforeAll(async () => {
  served = await servedConsole(inject('postgresUrl'));
  await served.addUser({ username: 'li-school', role: 'SCHOOL_AID_OFFICE', school: '3499107001' });
  await served.addUser({ username: 'wang-officer', role: 'PRIVACY_OFFICER' });
  await served.addUser({ username: 'zhao-clerk', role: 'AGENCY_OPERATOR', agency: 'disability' });
  school = await served.signIn('li-school');
});
afterAll(() => served[Symbol.asyncDispose]());

const question = { documentId: `sha256:${'0'.repeat(64)}`, variables: {}, purpose: 'AID_ELIGIBILITY' };

async function codeOf(response: Response): Promise<[number, string]> {
  const { error } = (await response.json()) as { error: { code: string } };
  return [response.status, error.code];
}

describe('a forged form', () => {
  test.each([
    ['no token', { 'x-csrf-token': '' }],
    ['a token of somebody’s own', { 'x-csrf-token': 'a'.repeat(43) }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another port of this host', { 'sec-fetch-site': 'same-site' }],
  ])('with %s is refused, and nothing is asked', async (_what, headers: Record<string, string>) => {
    expect((await school.post('/api/graphql', question)).status).toBe(200);
    const before = served.gateway.received.length;
    const response = await school.post('/api/graphql', question, headers);
    expect(await codeOf(response)).toEqual([403, 'CSRF_REFUSED']);
    expect(served.gateway.received).toHaveLength(before);
  });

  test.each([
    ['of another origin', 'https://evil.example', 403],
    ['of the console', undefined, 200],
  ])('by a browser without Fetch Metadata, %s', async (_what, origin, status) => {
    const { browser, csrfToken } = school;
    const response = await browser.ask(`${served.url}/api/graphql`, {
      method: 'POST',
      body: JSON.stringify(question),
      headers: {
        'content-type': 'application/json',
        'x-csrf-token': csrfToken,
        origin: origin ?? served.url,
      },
    });
    // Node's fetch adds `sec-fetch-mode` alone.
    expect(response.status).toBe(status);
  });

  test('of the kind that a foreign page can send without asking is refused by its media type', async () => {
    const response = await school.post('/api/graphql', question, { 'content-type': 'text/plain' });
    expect(await codeOf(response)).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  test('nobody is signed out by another site', async () => {
    const response = await school.post('/sign-out', {}, { 'sec-fetch-site': 'cross-site' });
    expect(await codeOf(response)).toEqual([403, 'CSRF_REFUSED']);
    expect((await school.browser.ask(`${served.url}/api/session`)).status).toBe(200);
  });

  test('a page of another site that reads is refused too', async () => {
    const response = await school.browser.ask(`${served.url}/api/session`, {
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(await codeOf(response)).toEqual([403, 'CSRF_REFUSED']);
  });
});

test('a stolen cookie dies with sign-out, and so does the issuer’s session', async () => {
  const { browser, post } = await served.signIn('wang-officer');
  const cookie = `hearthgate_session=${browser.cookies.get('hearthgate_session') ?? ''}`;
  const asThief = (): Promise<Response> => fetch(`${served.url}/api/session`, { headers: { cookie } });
  expect((await asThief()).status).toBe(200);
  const signedOut = await post('/sign-out', {});
  const { location } = (await signedOut.json()) as { location: string };
  expect((await asThief()).status).toBe(401);
  expect(new URL(location).origin).toBe(served.issuer.url);
  expect(new URL(location).searchParams.get('post_logout_redirect_uri')).toBe(`${served.url}/`);
});

describe('somebody of another role', () => {
  const audit = { query: '{ search { next } }', variables: {} };
  const agency = { query: '{ agreement { hash } }', variables: {} };
  test.each([
    ['li-school', '/api/audit/graphql', audit],
    ['li-school', '/api/agency/graphql', agency],
    ['wang-officer', '/api/graphql', question],
    ['wang-officer', '/api/agency/graphql', agency],
    ['zhao-clerk', '/api/graphql', question],
    ['zhao-clerk', '/api/audit/graphql', audit],
  ])('%s does not reach %s', async (username, path, body) => {
    const { post } = await served.signIn(username);
    const before = served.gateway.received.length + served.agency.received.length;
    expect(await codeOf(await post(path, body))).toEqual([403, 'FORBIDDEN']);
    expect(served.gateway.received.length + served.agency.received.length).toBe(before);
  });

  test.each(['AUDIT_REVIEW', 'REGISTER_OPERATION'])(
    '%s is no purpose to ask about students for',
    async (purpose) => {
      const response = await school.post('/api/graphql', { ...question, purpose });
      expect(await codeOf(response)).toEqual([400, 'BAD_USER_INPUT']);
    },
  );

  test('without a session there is nothing', async () => {
    for (const path of ['/api/session', '/api/audit/checkpoint', '/api/screenings/1/results']) {
      expect(await codeOf(await fetch(`${served.url}${path}`))).toEqual([401, 'UNAUTHENTICATED']);
    }
  });
});

describe('signing in', () => {
  test('a link with somebody else’s code and state signs nobody in', async () => {
    const response = await fetch(`${served.url}/callback?code=theirs&state=theirs`, { redirect: 'manual' });
    expect(response.headers.get('location')).toBe(`${served.url}/?signIn=failed`);
    expect(response.headers.getSetCookie().join()).not.toContain('hearthgate_session=');
  });

  test('a callback cannot be used twice', async () => {
    const begun = await school.browser.ask(`${served.url}/sign-in`);
    const back = await school.browser.follow(String(begun.headers.get('location')));
    expect(back.url).toContain('/callback?code=');
    const first = await school.browser.ask(back.url);
    expect(first.headers.get('location')).toBe(`${served.url}/`);
    const second = await school.browser.ask(back.url);
    expect(second.headers.get('location')).toBe(`${served.url}/?signIn=failed`);
    school = await served.signIn('li-school');
  });

  test.each([
    ['/requests?from=2026-11-01', '/requests?from=2026-11-01'],
    ['https://evil.example/', '/'],
    ['//evil.example/', '/'],
    ['/\\evil.example', '/'],
    ['/.//evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['/api/session', '/'],
    ['/sign-out', '/'],
  ])('with %s to return to ends at %s', async (asked, path) => {
    const start = `${served.url}/sign-in?return_to=${encodeURIComponent(asked)}`;
    const { at } = await served.signIn('li-school', start);
    expect(at).toBe(`${served.url}${path}`);
  });

  test('somebody without a role here gets no session', async () => {
    await served.addUser({ username: 'sun-platform', role: 'PROVINCE_PLATFORM' });
    const { at } = await served.signIn('sun-platform');
    expect(at).toBe(`${served.url}/`);
    expect(
      (await fetch(`${served.url}/api/session`, { headers: { cookie: 'hearthgate_session=' } })).status,
    ).toBe(401);
  });
});

describe('what is sent', () => {
  test.each(['evil.example', `localhost:${'1'}`, '127.0.0.1'])(
    'under the host %s is refused',
    async (host) => {
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const sent = request(`${served.url}/`, { headers: { host } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        sent.once('error', reject).end();
      });
      expect(status).toBe(421);
    },
  );

  test('a question larger than any is refused', async () => {
    const response = await school.post('/api/graphql', { ...question, variables: { n: 'x'.repeat(70_000) } });
    expect(await codeOf(response)).toEqual([413, 'REQUEST_TOO_LARGE']);
  });

  test('what is no question is refused without being repeated', async () => {
    const response = await school.post('/api/graphql', { ...question, secret: 'G990108201007053962' });
    const text = await response.text();
    expect([response.status, text]).toEqual([400, expect.stringContaining('BAD_USER_INPUT')]);
    expect(text).not.toContain('G9901');
  });

  test('another server’s cookie does not reach the browser', async () => {
    const response = await school.post('/api/graphql', question);
    expect(response.headers.getSetCookie()).toEqual([]);
  });
});

test('a page is under a strict policy, whose nonce is another each time', async () => {
  const pages = await Promise.all([0, 1].map(() => fetch(`${served.url}/any/page`)));
  const [one, other] = pages.map((page) => page.headers.get('content-security-policy') ?? '');
  expect(one).not.toBe(other);
  expect(one).toContain("script-src 'self';");
  expect(one).not.toMatch(/unsafe-inline|unsafe-eval|\*/);
  const nonce = /'nonce-([^']+)'/.exec(one ?? '')?.[1] ?? '';
  expect(await pages[0]?.text()).toContain(`nonce="${nonce}"`);
});

test('files beside the pages cannot be reached', async () => {
  expect((await fetch(`${served.url}/assets/a.js`)).status).toBe(200);
  for (const path of ['/assets/..%2fclient.json', '/assets/%2e%2e/client.json', '/client.json']) {
    expect(await (await fetch(`${served.url}${path}`)).text()).not.toContain('"kty"');
  }
});
