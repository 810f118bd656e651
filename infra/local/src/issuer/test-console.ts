import type { Purpose } from '@hearthgate/schema';
import { importJWK } from 'jose';
import * as oauth from 'oauth4webapi';
import { authorizationDetailsFor } from './authorization-details-for.ts';
import { CONSOLE_CLIENT_ID } from './console-client.ts';
import { testBrowser, type TestBrowser } from './test-browser.ts';
import type { TestIssuer } from './test-issuer.ts';

export const TEST_CONSOLE_URL = 'http://console.test';

export interface TestSignIn {
  readonly browser: TestBrowser;
  readonly refreshToken: string;
  readonly idToken: string;
  readonly claims: oauth.IDToken;
  /** What came with the code. */
  readonly accessToken: string;
}

export interface Asking {
  readonly purpose?: Purpose;
  readonly details?: unknown;
  readonly resource?: string;
}

export interface TestConsole {
  /** The authorization request's URL, and what is needed to finish it. */
  begin(change?: Record<string, string>): Promise<{ url: string; verifier: string; nonce: string }>;
  /** Opens the form and sends it; the answer may be a redirect. */
  submit(browser: TestBrowser, url: string, username: string, password: string): Promise<Response>;
  /** The whole of it, by form, code and PKCE. */
  signIn(username: string, password: string): Promise<TestSignIn>;
  /** A request to the token endpoint as the console makes it; `key` may be somebody else's. */
  tokenRequest(
    parameters: Record<string, string>,
  ): Promise<{ status: number; body: Record<string, unknown> }>;
  refresh(refreshToken: string, asking?: Asking): Promise<{ status: number; body: Record<string, unknown> }>;
}

interface Party {
  readonly issuer: TestIssuer;
  readonly server: oauth.AuthorizationServer;
  readonly authentication: oauth.ClientAuth;
}

const client: oauth.Client = { client_id: CONSOLE_CLIENT_ID };
const redirectUri = `${TEST_CONSOLE_URL}/callback`;
const insecure = { [oauth.allowInsecureRequests]: true };

/** For tests: the console's side of signing in, by oauth4webapi and the issuer's real form. */
export async function testConsole(issuer: TestIssuer): Promise<TestConsole> {
  const identifier = new URL(issuer.url);
  const server = await oauth.processDiscoveryResponse(
    identifier,
    await oauth.discoveryRequest(identifier, insecure),
  );
  const key = (await importJWK(issuer.consoleKey, 'ES256')) as oauth.CryptoKey;
  const authentication = oauth.PrivateKeyJwt({ key, kid: String(issuer.consoleKey.kid) });
  const party: Party = { issuer, server, authentication };
  const tokenRequest: TestConsole['tokenRequest'] = async ({ grant_type: grantType = '', ...rest }) => {
    const parameters = new URLSearchParams(rest);
    const response = await oauth.genericTokenEndpointRequest(
      server,
      client,
      authentication,
      grantType,
      parameters,
      insecure,
    );
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  return {
    begin: (change) => begin(party, change),
    submit: (browser, url, username, password) => submit(party, browser, url, { username, password }),
    signIn: (username, password) => signIn(party, { username, password }),
    tokenRequest,
    refresh: (refreshToken, { purpose = 'AID_ELIGIBILITY', details, resource } = {}) =>
      tokenRequest({
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
        authorization_details: JSON.stringify(details ?? authorizationDetailsFor({ purpose })),
        ...(resource !== undefined && { resource }),
      }),
  };
}

async function begin(
  { server }: Party,
  change: Record<string, string> = {},
): Promise<{ url: string; verifier: string; nonce: string }> {
  const verifier = oauth.generateRandomCodeVerifier();
  const nonce = oauth.generateRandomNonce();
  const url = new URL(String(server.authorization_endpoint));
  url.search = new URLSearchParams({
    client_id: CONSOLE_CLIENT_ID,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid offline_access',
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state: 'state',
    nonce,
    ...change,
  }).toString();
  return { url: url.href, verifier, nonce };
}

async function submit(
  { issuer }: Party,
  browser: TestBrowser,
  url: string,
  fields: Record<string, string>,
): Promise<Response> {
  const form = await browser.follow(url);
  const action = /<form method="post" action="([^"]+)"/.exec(await form.response.text())?.[1];
  if (action === undefined) throw new Error(`no form at ${form.url}`);
  return browser.ask(action, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { origin: issuer.url, 'sec-fetch-site': 'same-origin' },
  });
}

async function signIn(party: Party, fields: Record<string, string>): Promise<TestSignIn> {
  const { issuer, server, authentication } = party;
  const browser = testBrowser(issuer.url);
  const { url, verifier, nonce } = await begin(party);
  const sent = await submit(party, browser, url, fields);
  const back = await browser.follow(String(sent.headers.get('location')));
  const parameters = oauth.validateAuthResponse(server, client, new URL(back.url), 'state');
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    authentication,
    parameters,
    redirectUri,
    verifier,
    insecure,
  );
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
    expectedNonce: nonce,
    requireIdToken: true,
  });
  return {
    browser,
    refreshToken: String(tokens.refresh_token),
    idToken: String(tokens.id_token),
    claims: oauth.getValidatedIdTokenClaims(tokens) as oauth.IDToken,
    accessToken: tokens.access_token,
  };
}
