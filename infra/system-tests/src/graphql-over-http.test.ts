import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { readPublicSdl } from '@hearthgate/schema/sdl';
import { type AuditResult, auditServer } from 'graphql-http';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { freePort } from '@hearthgate/tools';
import { startSystem, type SystemUnderTest } from './start-system.ts';

let system: SystemUnderTest;
beforeAll(async () => {
  system = await startSystem(inject('postgresUrl'));
});
afterAll(() => system[Symbol.asyncDispose]());

const school = { role: 'SCHOOL_AID_OFFICE', location: '3499107001', purpose: 'AID_ELIGIBILITY' };

const failed = (results: readonly AuditResult[], status: 'error' | 'warn' | 'notice'): string[] =>
  results
    .filter((result) => result.status === status)
    .map(({ id, name }) => `${id} ${name}`)
    .sort();

test('the gateway passes the audits of GraphQL over HTTP: no error, and no warning that Apollo Server alone has not', async () => {
  const token = await system.issuer.sign(school);
  const asSchool = (url: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${token}`);
    return fetch(url, { ...init, headers });
  };
  const audited = await auditServer({ url: `${system.url}/graphql`, fetchFn: asSchool });

  const apollo = new ApolloServer({ typeDefs: readPublicSdl() });
  const { url } = await startStandaloneServer(apollo, { listen: { port: await freePort() } });
  try {
    const alone = await auditServer({ url });
    expect(audited.length).toBe(alone.length);
    expect(failed(audited, 'error')).toEqual([]);
    expect(failed(alone, 'warn')).toEqual(expect.arrayContaining(failed(audited, 'warn')));
  } finally {
    await apollo.stop();
  }
});

const body = JSON.stringify({ query: '{ registers { agency } }' });

interface Asked {
  readonly status: number;
  readonly text: string;
}

async function ask(init: RequestInit, path = ''): Promise<Asked> {
  const authorization = `Bearer ${await system.issuer.sign(school)}`;
  const headers = { 'content-type': 'application/json', authorization, ...init.headers };
  const response = await fetch(`${system.url}/graphql${path}`, { method: 'POST', ...init, headers });
  return { status: response.status, text: await response.text() };
}

test('what a browser would send for a foreign page without asking first is not answered', async () => {
  expect((await ask({ body })).status).toBe(200);
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    '',
  ]) {
    expect((await ask({ body, headers: { 'content-type': type } })).status).toBe(415);
  }
  const simple = `?query=${encodeURIComponent('{ registers { agency } }')}`;
  const init = { method: 'GET', headers: { 'apollo-require-preflight': 'yes' } };
  expect((await ask(init, simple)).status).toBe(405);
  expect((await ask({ ...init, method: 'HEAD' }, simple)).status).toBe(405);
});

test('several requests in one are not answered', async () => {
  for (const batch of [`[${body}]`, `[${body},${body}]`, '[]']) {
    const { status, text } = await ask({ body: batch });
    expect(status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  }
});

test('a persisted query of Apollo’s own protocol is not another way to a document', async () => {
  const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
  for (const query of [undefined, '{ registers { agency } }']) {
    expect((await ask({ body: JSON.stringify({ query, extensions }) })).status).not.toBe(500);
    const { text } = await ask({ body: JSON.stringify({ query, extensions }) });
    expect(JSON.parse(text)).not.toHaveProperty('data');
  }
});
