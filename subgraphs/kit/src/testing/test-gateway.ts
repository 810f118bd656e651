import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AgencyTokenClaims, type AgencyTokenRequester, refsDigest } from '@hearthgate/schema';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';

export interface TestSigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

export interface TestGateway extends AsyncDisposable {
  readonly url: string;
  /** Its first key. */
  readonly key: TestSigningKey;
  /** What it publishes; may be changed. */
  published: JWK[];
  /** What it serves instead of its keys, if anything. */
  outage: 'none' | 'error' | 'garbage';
  /** How often its keys were fetched. */
  readonly fetches: () => number;
  /** The claims of a good token for a call about these refs; `change` spoils them. */
  claims(call: TestCall, change?: Partial<Record<keyof AgencyTokenClaims, unknown>>): JWTPayload;
  /** As a gateway signs; `header` and `key` spoil it. */
  sign(
    payload: JWTPayload,
    header?: Readonly<Record<string, unknown>>,
    key?: TestSigningKey,
  ): Promise<string>;
}

export interface TestCall {
  readonly audience: string;
  readonly fields: readonly string[];
  readonly refs?: readonly string[];
  readonly roll?: AgencyTokenClaims['roll'];
}

export async function testSigningKey(kid: string, alg = 'ES256'): Promise<TestSigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

/** One requester, of a school. */
export function testRequester(refCount: number, txn: string = crypto.randomUUID()): AgencyTokenRequester {
  return {
    txn,
    client: 'school-1',
    role: 'SCHOOL_AID_OFFICE',
    assurance: 'bearer',
    legal_basis: 'STUDENT_AID',
    document: 'd'.repeat(64),
    mask: 'a'.repeat(64),
    refCount,
  };
}

/** A gateway that publishes keys over HTTP and signs whatever a test wants to try. */
export async function startTestGateway(): Promise<TestGateway> {
  const key = await testSigningKey('first');
  let fetches = 0;
  const state = { published: [key.jwk], outage: 'none' as TestGateway['outage'] };
  const server = createServer((request, response) => {
    if (request.url === '/.well-known/jwks.json') fetches += 1;
    response.statusCode = state.outage === 'error' ? 500 : 200;
    response.end(state.outage === 'garbage' ? '<html>' : JSON.stringify({ keys: state.published }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return Object.assign(state, {
    url,
    key,
    fetches: () => fetches,
    claims: ({ audience, fields, refs = [], roll }: TestCall, change = {}) => {
      const iat = Math.floor(Date.now() / 1000);
      return {
        iss: url,
        aud: audience,
        iat,
        exp: iat + 30,
        purpose: 'AID_ELIGIBILITY',
        fields,
        policy_hash: 'b'.repeat(64),
        refs_digest: refsDigest(refs),
        requesters: [testRequester(refs.length)],
        ...(roll && { roll }),
        ...change,
      } as JWTPayload;
    },
    sign: (payload: JWTPayload, header = {}, { kid, privateKey }: TestSigningKey = key) =>
      new SignJWT(payload)
        .setProtectedHeader({ alg: 'ES256', typ: 'txntoken+jwt', kid, ...header })
        .sign(privateKey),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
