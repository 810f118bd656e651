import * as oauth from 'oauth4webapi';
import { HearthgateError } from '../errors.ts';
import { allowsPlainHttp } from '../http/allows-plain-http.ts';
import { limits } from '../limits.ts';

/**
 * An authorization server's metadata (RFC 8414, or OpenID Connect Discovery where it has only that), fetched once.
 *
 * Checks that the metadata is the issuer's own. Errors: `ISSUER_UNREACHABLE`; what failed is fetched anew at the next call.
 */
export function authorizationServer(issuerUrl: string): () => Promise<oauth.AuthorizationServer> {
  let known: Promise<oauth.AuthorizationServer> | undefined;
  return () => {
    known ??= discover(new URL(issuerUrl)).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
}

async function discover(issuer: URL): Promise<oauth.AuthorizationServer> {
  const request = (algorithm: 'oauth2' | 'oidc'): Promise<Response> =>
    oauth.discoveryRequest(issuer, {
      algorithm,
      signal: () => AbortSignal.timeout(limits.requestTimeoutMs),
      [oauth.allowInsecureRequests]: allowsPlainHttp(issuer),
    });
  try {
    const response = await request('oauth2');
    if (response.status !== 404) return await oauth.processDiscoveryResponse(issuer, response);
    await response.body?.cancel();
    return await oauth.processDiscoveryResponse(issuer, await request('oidc'));
  } catch (cause) {
    throw new HearthgateError(
      'ISSUER_UNREACHABLE',
      `the issuer at ${issuer.origin} does not answer as one: no metadata of it was found`,
      { cause },
    );
  }
}
