import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addUser, type AddUserOptions } from '@hearthgate/local/users';
import { testBrowser, type TestBrowser } from '@hearthgate/local/test-browser';
import { startTestIssuer, type TestIssuer } from '@hearthgate/local/test-issuer';
import { freePort } from '@hearthgate/tools';
import type { FastifyInstance } from 'fastify';
import type { ConsoleConfig } from '../config.ts';
import { serveConsole } from '../server/serve-console.ts';
import { upstreamForTests, type UpstreamForTests } from './upstream-for-tests.ts';

export const PASSWORD = 'eleven-blue-lanterns';

export interface ServedConsole extends AsyncDisposable {
  readonly url: string;
  readonly issuer: TestIssuer;
  /** Where gateway and agency would be. */
  readonly gateway: UpstreamForTests;
  readonly agency: UpstreamForTests;
  readonly app: FastifyInstance;
  addUser(options: Omit<AddUserOptions, 'password' | 'databaseUrl' | 'gatewayDatabaseUrl'>): Promise<void>;
  /** A browser of its own, signed in by the issuer's form; `start` is the address that it begins at. */
  signIn(username: string, start?: string): Promise<SignedInBrowser>;
}

export interface SignedInBrowser {
  readonly browser: TestBrowser;
  readonly csrfToken: string;
  /** Where signing in ended. */
  readonly at: string;
  /** Sends JSON as a page of the console would, with what is said otherwise. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
}

/** The console's server over HTTP with a real issuer, and servers that write down what it sends on. */
export async function servedConsole(
  adminUrl: string,
  change: Partial<ConsoleConfig> = {},
): Promise<ServedConsole> {
  await using stack = new AsyncDisposableStack();
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const gateway = stack.use(await upstreamForTests());
  const agency = stack.use(await upstreamForTests());
  const issuer = stack.use(await startTestIssuer(adminUrl, { consoleUrl: url, gatewayUrl: gateway.url }));
  const folder = mkdtempSync(join(tmpdir(), 'hearthgate-console-'));
  stack.defer(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const keyFile = join(folder, 'client.json');
  writeFileSync(keyFile, JSON.stringify(issuer.consoleKey));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(
    join(folder, 'index.html'),
    '<meta name="s" content="__HEARTHGATE_SESSION__"><link nonce="__HEARTHGATE_STYLE_NONCE__">',
  );
  writeFileSync(join(folder, 'assets', 'a.js'), '');
  const config: ConsoleConfig = {
    port,
    url,
    issuer: issuer.url,
    clientId: 'hearthgate-console',
    keyFile,
    scope: 'openid offline_access',
    gatewayUrl: gateway.url,
    agencies: { disability: String(issuer.audiences['disability']), orphans: agency.url },
    sessionIdleSeconds: 1_800,
    sessionSeconds: 28_800,
    ...change,
  };
  const bundle = {
    folder,
    state: () => 'READY' as const,
    settled: Promise.resolve(),
    close: () => undefined,
  };
  const app = await serveConsole(config, bundle);
  await app.listen({ port, host: '127.0.0.1' });
  stack.defer(() => app.close());
  const resources = stack.move();
  return {
    url,
    issuer,
    gateway,
    agency,
    app,
    addUser: (options) =>
      addUser({
        databaseUrl: issuer.databaseUrl,
        gatewayDatabaseUrl: issuer.gatewayDatabaseUrl,
        password: PASSWORD,
        ...options,
      }),
    signIn: (username, start = `${url}/sign-in`) => signIn({ url, issuer }, username, start),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

async function signIn(
  { url, issuer }: Pick<ServedConsole, 'url' | 'issuer'>,
  username: string,
  start: string,
): Promise<SignedInBrowser> {
  const browser = testBrowser(issuer.url);
  const begun = await browser.ask(start);
  const form = await browser.follow(String(begun.headers.get('location')));
  const action = /<form method="post" action="([^"]+)"/.exec(await form.response.text())?.[1] ?? '';
  const sent = await browser.ask(action, {
    method: 'POST',
    body: new URLSearchParams({ username, password: PASSWORD }),
    headers: { origin: issuer.url, 'sec-fetch-site': 'same-origin' },
  });
  const back = await browser.follow(String(sent.headers.get('location')));
  const signedIn = await browser.ask(back.url);
  const session = await browser.ask(`${url}/api/session`);
  const { csrfToken = '' } = (await session.json()) as { csrfToken?: string };
  return {
    browser,
    csrfToken,
    at: String(signedIn.headers.get('location')),
    post: (path, body, headers = {}) =>
      browser.ask(`${url}${path}`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: {
          'content-type': 'application/json',
          'x-csrf-token': csrfToken,
          'sec-fetch-site': 'same-origin',
          ...headers,
        },
      }),
  };
}
