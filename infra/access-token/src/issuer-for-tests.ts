import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';

export interface TokenClaims {
  readonly client?: string;
  /** Of a person: the client that asks for them. */
  readonly through?: string;
  readonly role: string;
  readonly location: string;
  readonly purpose: string;
}

export interface IssuerForTests extends AsyncDisposable {
  readonly url: string;
  readonly privateKey: CryptoKey;
  /** As it is published. */
  readonly publicJwk: JWK;
  /** The paths that were asked for, in order. */
  readonly asked: string[];
  /** What `sign` signs, for those who spoil it in another way. */
  payload(claims: TokenClaims): JWTPayload;
  /** A token as the embedded issuer makes them; `change` spoils it. */
  sign(claims: TokenClaims, change?: (payload: JWTPayload) => JWTPayload): Promise<string>;
}

/** An issuer that publishes its metadata and keys over HTTP and signs whatever a test wants to try. */
export async function startIssuerForTests(audience: string): Promise<IssuerForTests> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256', use: 'sig' };
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify(request.url === '/jwks' ? { keys: [jwk] } : { issuer: url, jwks_uri: `${url}/jwks` }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const payloadOf = (claims: TokenClaims): JWTPayload => {
    const { client = 'test-client', through = client, role, location, purpose } = claims;
    const now = Math.floor(Date.now() / 1000);
    return {
      iss: url,
      sub: client,
      client_id: through,
      aud: audience,
      iat: now,
      exp: now + 300,
      jti: crypto.randomUUID(),
      roles: [role],
      authorization_details: [
        {
          type: 'household-status',
          actions: ['read'],
          locations: [location],
          purpose,
          legal_basis: 'TEST',
        },
      ],
    };
  };
  return {
    url,
    privateKey,
    publicJwk: jwk,
    asked,
    payload: payloadOf,
    sign: (claims, change = (payload) => payload) =>
      new SignJWT(change(payloadOf(claims)))
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'test' })
        .sign(privateKey),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
