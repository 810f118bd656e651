import type { Role } from '@hearthgate/schema';
import { createRemoteJWKSet, importJWK, jwtVerify, SignJWT } from 'jose';
import type { JWK, JWTHeaderParameters, JWTPayload } from 'jose';
import { readClientKey } from '../client-keys/read-client-key.ts';
import { authorizationDetailsFor } from './authorization-details-for.ts';
import { registerClient } from './register-client.ts';
import { requestAccessToken } from './request-access-token.ts';
import type { TestIssuer } from './test-issuer.ts';

export interface TestClient {
  readonly id: string;
  readonly key: JWK;
}

export interface Asking {
  readonly details?: readonly object[];
  readonly dpopKey?: JWK;
  readonly resource?: string;
}

interface Registration {
  readonly role: Role;
  readonly school?: string;
  readonly division?: string;
  readonly agency?: string;
  readonly senderConstrained?: boolean;
}

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

export interface TestClients {
  /** Of a school, unless told. */
  newClient(registration?: Registration): Promise<TestClient>;
  /** By the client library, for AID_ELIGIBILITY unless told. */
  tokenOf(client: TestClient, asking?: Asking): Promise<string>;
  /** Verified against the issuer's published keys. */
  claimsOf(token: string): Promise<{ payload: JWTPayload; header: JWTHeaderParameters }>;
  /** A valid token request that was not sent, save for the claims changed in its assertion. */
  validForm(client: TestClient, claims?: JWTPayload): Promise<URLSearchParams>;
  post(form: URLSearchParams): Promise<Answer>;
  /** A valid request, but for its authorization_details. */
  askFor(client: TestClient, details: unknown): Promise<Answer>;
}

const eligibility = authorizationDetailsFor({ purpose: 'AID_ELIGIBILITY' });
let count = 0;

/** For tests: clients of a test issuer, and what they do by hand that a proper client library would not. */
export function testClients(issuer: TestIssuer): TestClients {
  const post = async (form: URLSearchParams): Promise<Answer> => {
    const response = await fetch(`${issuer.url}/token`, { method: 'POST', body: form });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const validForm = (client: TestClient, claims: JWTPayload = {}): Promise<URLSearchParams> =>
    tokenForm(issuer.url, client, claims);
  return {
    post,
    validForm,
    async newClient(registration = { role: 'SCHOOL_AID_OFFICE', school: '3499107001' }) {
      count += 1;
      const id = `client-${count}`;
      await registerClient({ ...issuer, id, ...registration });
      return { id, key: await readClientKey(issuer.dataDir, id) };
    },
    async tokenOf(client, asking = {}) {
      const { accessToken } = await requestAccessToken({
        issuerUrl: issuer.url,
        clientId: client.id,
        privateJwk: client.key,
        authorizationDetails: asking.details ?? eligibility,
        dpopKey: asking.dpopKey,
        resource: asking.resource,
      });
      return accessToken;
    },
    async claimsOf(token) {
      const keys = createRemoteJWKSet(new URL(`${issuer.url}/jwks`));
      const { payload, protectedHeader } = await jwtVerify(token, keys, { issuer: issuer.url });
      return { payload, header: protectedHeader };
    },
    async askFor(client, details) {
      const form = await validForm(client);
      form.set('authorization_details', JSON.stringify(details));
      return post(form);
    },
  };
}

async function tokenForm(url: string, client: TestClient, changed: JWTPayload): Promise<URLSearchParams> {
  const seconds = Math.floor(Date.now() / 1000);
  const claims: JWTPayload = { iss: client.id, sub: client.id, aud: url, jti: crypto.randomUUID() };
  const assertion = await new SignJWT({ ...claims, iat: seconds, exp: seconds + 60, ...changed })
    .setProtectedHeader({ alg: 'ES256' })
    .sign(await importJWK(client.key, 'ES256'));
  return new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    authorization_details: JSON.stringify(eligibility),
  });
}
