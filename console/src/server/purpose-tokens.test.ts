import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { servedConsole, type ServedConsole } from '../testing/served-console.ts';

let served: ServedConsole;
beforeAll(async () => {
  served = await servedConsole(inject('postgresUrl'));
  await served.addUser({ username: 'li-school', role: 'SCHOOL_AID_OFFICE', school: '3499107001' });
  await served.addUser({ username: 'wang-officer', role: 'PRIVACY_OFFICER' });
});
afterAll(() => served[Symbol.asyncDispose]());

const question = (purpose: string) => ({ documentId: `sha256:${'0'.repeat(64)}`, variables: {}, purpose });

test('the gateway gets a token of the person, for the purpose of the question, and the browser gets none', async () => {
  const { post, browser } = await served.signIn('li-school');
  const response = await post('/api/graphql', question('FEE_WAIVER'));
  const received = served.gateway.received.at(-1);
  expect(received).toMatchObject({
    method: 'POST',
    path: '/graphql',
    claims: {
      sub: 'li-school',
      client_id: 'hearthgate-console',
      aud: served.gateway.url,
      roles: ['SCHOOL_AID_OFFICE'],
      authorization_details: [{ purpose: 'FEE_WAIVER', locations: ['3499107001'] }],
    },
  });
  // What goes on is the question, without the purpose: that stands in the token.
  expect(JSON.parse(received?.body ?? '')).toEqual({ documentId: `sha256:${'0'.repeat(64)}`, variables: {} });
  expect(received?.headers.cookie).toBeUndefined();
  const seen = [...response.headers].join() + (await response.text()) + [...browser.cookies.values()].join();
  expect(seen).not.toMatch(/eyJ/);
});

test('a token is used again for its purpose, another is taken for another, and questions at once take one each', async () => {
  const { post } = await served.signIn('li-school');
  const before = served.gateway.received.length;
  const purposes = ['AID_ELIGIBILITY', 'FEE_WAIVER', 'AID_ELIGIBILITY', 'FEE_WAIVER', 'AID_ELIGIBILITY'];
  const answers = await Promise.all(purposes.map((purpose) => post('/api/graphql', question(purpose))));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  const tokens = served.gateway.received.slice(before).map(({ headers }) => headers.authorization);
  expect(new Set(tokens).size).toBe(2);
});

test('a roster goes on while it comes, and a part of the results before the rest is there', async () => {
  const { browser, csrfToken } = await served.signIn('li-school');
  const id = '0190ac8d-8b81-72ad-8cb1-e14a852a8b8c';
  const url = `${served.url}/api/screenings/${id}`;
  const cookie = `hearthgate_session=${browser.cookies.get('hearthgate_session') ?? ''}`;
  const arrived = Promise.withResolvers<undefined>();
  const before = served.gateway.received.length;
  const watch = setInterval(() => {
    if (served.gateway.received[before]?.body.includes('first')) arrived.resolve(undefined);
  }, 5);
  async function* roster() {
    yield Buffer.from('学籍号\nfirst\n');
    // The rest is sent when the first part has gone through: a server that held the whole would wait for ever.
    await arrived.promise;
    yield Buffer.from('second\n');
  }
  const response = await fetch(`${url}/roster?purpose=AID_ELIGIBILITY`, {
    method: 'PUT',
    headers: {
      cookie,
      'x-csrf-token': csrfToken,
      'sec-fetch-site': 'same-origin',
      'content-type': 'text/csv',
    },
    body: roster() as unknown as RequestInit['body'],
    duplex: 'half',
  } as RequestInit);
  clearInterval(watch);
  expect(response.status).toBe(200);
  expect(served.gateway.received[before]).toMatchObject({
    method: 'PUT',
    path: `/screenings/${id}/roster`,
    body: '学籍号\nfirst\nsecond\n',
  });

  const rest = Promise.withResolvers<undefined>();
  const respond = served.gateway.respond;
  served.gateway.respond = (_request, answer) => {
    answer.writeHead(200, { 'content-type': 'text/csv' });
    answer.write('student_number\n');
    void rest.promise.then(() => answer.end('the rest\n'));
  };
  const results = await fetch(`${url}/results?purpose=AID_ELIGIBILITY`, { headers: { cookie } });
  served.gateway.respond = respond;
  const reader = results.body?.getReader();
  const decoder = new TextDecoder();
  expect(decoder.decode((await reader?.read())?.value)).toBe('student_number\n');
  rest.resolve(undefined);
  expect(decoder.decode((await reader?.read())?.value)).toBe('the rest\n');
});

test('a gateway that is down is said to be, and the session lives on', async () => {
  await using other = await servedConsole(inject('postgresUrl'));
  await other.addUser({ username: 'qian-school', role: 'SCHOOL_AID_OFFICE', school: '3499107001' });
  const { post, browser } = await other.signIn('qian-school');
  await other.gateway[Symbol.asyncDispose]();
  const response = await post('/api/graphql', question('AID_ELIGIBILITY'));
  expect([response.status, await response.text()]).toEqual([
    503,
    expect.stringContaining('UPSTREAM_UNAVAILABLE'),
  ]);
  expect((await browser.ask(`${other.url}/api/session`)).status).toBe(200);
});

test('an issuer that is down ends nothing, and signing in says so', async () => {
  await using other = await servedConsole(inject('postgresUrl'));
  await other.addUser({ username: 'zhou-school', role: 'SCHOOL_AID_OFFICE', school: '3499107001' });
  const { post, browser } = await other.signIn('zhou-school');
  await other.issuer.stop('SIGTERM');
  const response = await post('/api/graphql', question('AID_ELIGIBILITY'));
  expect([response.status, await response.text()]).toEqual([
    503,
    expect.stringContaining('ISSUER_UNAVAILABLE'),
  ]);
  expect((await browser.ask(`${other.url}/api/session`)).status).toBe(200);
  const signedOut = await post('/sign-out', {});
  expect(await signedOut.json()).toMatchObject({ location: expect.any(String) as string });
  expect((await browser.ask(`${other.url}/api/session`)).status).toBe(401);
});
