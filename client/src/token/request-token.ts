import * as oauth from 'oauth4webapi';
import { HearthgateError } from '../errors.ts';
import { allowsPlainHttp } from '../http/allows-plain-http.ts';
import { limits } from '../limits.ts';

/** What a token is asked for: one purpose, and nothing that the issuer knows by itself. */
export interface TokenRequest {
  readonly purpose: string;
  /** The caller's own file number, for the audit log. Never a student's or an ID number. */
  readonly caseRef?: string | undefined;
  /** Whose token it shall be (RFC 8707), where the issuer does not give the gateway's by default. */
  readonly resource?: string | undefined;
}

export interface RequestTokenOptions {
  readonly server: () => Promise<oauth.AuthorizationServer>;
  readonly client: oauth.Client;
  readonly authentication: oauth.ClientAuth;
  readonly dpop: oauth.DPoPHandle | undefined;
}

export interface IssuedToken {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
}

/**
 * Asks once for an access token: client credentials, `private_key_jwt` (RFC 7523), one entry of `authorization_details`
 * (RFC 9396), and a proof where the token is to be bound (RFC 9449).
 *
 * Does not look into the token: it is the gateway's to verify.
 * Errors: `ISSUER_REFUSED` with the issuer's own words; `ISSUER_UNREACHABLE`; `KEY_UNUSABLE` when it bound no token though
 * one was asked for.
 */
export async function requestToken(
  { purpose, caseRef, resource }: TokenRequest,
  { server, client, authentication, dpop }: RequestTokenOptions,
): Promise<IssuedToken> {
  const details = [
    { type: 'household-status', actions: ['read'], purpose, ...(caseRef ? { case_ref: caseRef } : {}) },
  ];
  const parameters = new URLSearchParams({ authorization_details: JSON.stringify(details) });
  if (resource !== undefined) parameters.set('resource', resource);
  const metadata = await server();
  const ask = async (): Promise<oauth.TokenEndpointResponse> => {
    const response = await oauth.clientCredentialsGrantRequest(metadata, client, authentication, parameters, {
      signal: () => AbortSignal.timeout(limits.requestTimeoutMs),
      [oauth.allowInsecureRequests]: allowsPlainHttp(new URL(metadata.issuer)),
      ...(dpop ? { DPoP: dpop } : {}),
    });
    return oauth.processClientCredentialsResponse(metadata, client, response);
  };
  try {
    const token = await ask().catch((error: unknown) => {
      // The server's first answer only brings its nonce.
      if (dpop && oauth.isDPoPNonceError(error)) return ask();
      throw error;
    });
    if (dpop && token.token_type !== 'dpop') {
      throw new HearthgateError(
        'KEY_UNUSABLE',
        'the issuer bound the token to no key though DPoP was asked for',
      );
    }
    return { accessToken: token.access_token, expiresInSeconds: token.expires_in ?? 0 };
  } catch (error) {
    throw asHearthgateError(error, metadata.issuer);
  }
}

function asHearthgateError(error: unknown, issuer: string): HearthgateError {
  if (error instanceof HearthgateError) return error;
  if (error instanceof oauth.ResponseBodyError && error.status < 500 && error.status !== 429) {
    const words = [error.error, error.error_description].filter((text) => text !== undefined).join(': ');
    return new HearthgateError('ISSUER_REFUSED', `the issuer refused: ${oneLine(words)}`, {
      status: error.status,
      cause: error,
    });
  }
  if (error instanceof oauth.WWWAuthenticateChallengeError) {
    const code = error.cause.map(({ parameters }) => parameters.error).find((text) => text !== undefined);
    return new HearthgateError(
      'ISSUER_REFUSED',
      `the issuer refused: ${oneLine(code ?? 'no reason given')}`,
      {
        status: error.status,
        cause: error,
      },
    );
  }
  return new HearthgateError('ISSUER_UNREACHABLE', `the issuer at ${issuer} does not answer as one`, {
    cause: error,
  });
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').slice(0, 300);
}
