import type { webcrypto } from 'node:crypto';
import type { JWK } from 'jose';
import { importJWK } from 'jose/key/import';
import * as oauth from 'oauth4webapi';
import { LocalError } from '../errors.ts';

export interface RequestAccessTokenOptions {
  readonly issuerUrl: string;
  readonly clientId: string;
  /** Of the client, ES256. */
  readonly privateJwk: JWK;
  /** RFC 9396; see `authorizationDetailsFor`. */
  readonly authorizationDetails: readonly object[];
  /** Binds the token to this private P-256 key (RFC 9449). */
  readonly dpopKey?: JWK | undefined;
  /** Another audience than the client's own (RFC 8707): a privacy officer's, at an agency. */
  readonly resource?: string | undefined;
}

export interface AccessToken {
  readonly accessToken: string;
  readonly tokenType: 'bearer' | 'dpop';
  readonly expiresInSeconds: number;
}

const TIMEOUT_MS = 10_000;

/**
 * Gets an access token by client credentials and `private_key_jwt` (RFC 7523). Plain HTTP is spoken on loopback only.
 *
 * Does not check the token: that is for whom it is meant.
 *
 * Errors: `ISSUER_REFUSED` with the issuer's own words; `ISSUER_UNAVAILABLE` when there is no proper answer.
 */
export async function requestAccessToken(options: RequestAccessTokenOptions): Promise<AccessToken> {
  const { issuerUrl, clientId, authorizationDetails, resource } = options;
  const client: oauth.Client = { client_id: clientId };
  const key = await importJWK({ ...options.privateJwk, key_ops: ['sign'] }, 'ES256');
  if (key instanceof Uint8Array)
    throw new LocalError('KEY_UNUSABLE', `the key of ${clientId} is not a private key`);
  const { kid } = options.privateJwk;
  const authentication = oauth.PrivateKeyJwt(kid === undefined ? key : { key, kid });
  const parameters = new URLSearchParams({ authorization_details: JSON.stringify(authorizationDetails) });
  if (resource !== undefined) parameters.set('resource', resource);
  const dpop = options.dpopKey && oauth.DPoP(client, (await keyPair(options.dpopKey)) as oauth.CryptoKeyPair);
  try {
    const http = {
      // oauth4webapi's only way to allow the loopback issuer of a local installation.
      [oauth.allowInsecureRequests]: isLoopback(issuerUrl),
      signal: () => AbortSignal.timeout(TIMEOUT_MS),
    };
    const identifier = new URL(issuerUrl);
    const server = await oauth.processDiscoveryResponse(
      identifier,
      await oauth.discoveryRequest(identifier, { ...http, algorithm: 'oauth2' }),
    );
    const response = await oauth.clientCredentialsGrantRequest(server, client, authentication, parameters, {
      ...http,
      ...(dpop ? { DPoP: dpop } : {}),
    });
    const token = await oauth.processClientCredentialsResponse(server, client, response);
    return {
      accessToken: token.access_token,
      tokenType: token.token_type === 'dpop' ? 'dpop' : 'bearer',
      expiresInSeconds: token.expires_in ?? 0,
    };
  } catch (error) {
    if (error instanceof oauth.ResponseBodyError) {
      const description = error.error_description === undefined ? '' : `: ${error.error_description}`;
      throw new LocalError('ISSUER_REFUSED', `the issuer refused: ${error.error}${description}`, {
        cause: error,
      });
    }
    throw new LocalError('ISSUER_UNAVAILABLE', `the issuer at ${issuerUrl} does not answer as one`, {
      cause: error,
    });
  }
}

async function keyPair(jwk: JWK): Promise<webcrypto.CryptoKeyPair> {
  const { kty, crv, x, y } = jwk;
  const [privateKey, publicKey] = await Promise.all([
    importJWK(jwk, 'ES256'),
    importJWK({ kty, crv, x, y } as JWK, 'ES256', { extractable: true }),
  ]);
  if (privateKey instanceof Uint8Array || publicKey instanceof Uint8Array) {
    throw new LocalError('KEY_UNUSABLE', 'the DPoP key is not a private P-256 key');
  }
  return { privateKey, publicKey };
}

function isLoopback(url: string): boolean {
  return ['127.0.0.1', '[::1]', 'localhost'].includes(new URL(url).hostname);
}
