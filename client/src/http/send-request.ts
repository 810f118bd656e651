import * as oauth from 'oauth4webapi';
import { HearthgateError } from '../errors.ts';
import type { AccessTokens } from '../token/access-tokens.ts';
import type { TokenRequest } from '../token/request-token.ts';
import { allowsPlainHttp } from './allows-plain-http.ts';
import { gatewayError } from './gateway-error.ts';

/** A gateway, and what is asked of it for one purpose. */
export interface Connection {
  readonly gatewayUrl: string;
  readonly tokens: AccessTokens;
  readonly tokenRequest: TokenRequest;
  /** Binds each request to a key. */
  readonly dpop: oauth.DPoPHandle | undefined;
  /** Instead of the usual pauses before each further try. */
  readonly retryPausesMs?: readonly number[] | undefined;
}

export interface GatewayRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH';
  /** Below the gateway's URL, with a slash. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Opened anew for each try. */
  readonly body?: () => string | ReadableStream<Uint8Array>;
  readonly signal: AbortSignal | undefined;
}

/**
 * Sends one request with a token for the connection's purpose, and gives a 2xx answer with its body unread. A token that was
 * used before and is refused now is replaced once.
 *
 * Does not try again anything else: see `withRetries`.
 * Errors: the gateway's code; `GATEWAY_UNREACHABLE`; `UNEXPECTED_ANSWER`; the issuer's; the signal's reason.
 */
export async function sendRequest(connection: Connection, request: GatewayRequest): Promise<Response> {
  const { tokens, tokenRequest } = connection;
  const given = await orAborted(tokens.get(tokenRequest), request.signal);
  let answered = await fetchOnce(connection, request, given.token);
  if (answered.status === 401 && given.reused) {
    await answered.body?.cancel();
    tokens.forget(tokenRequest, given.token);
    const { token } = await orAborted(tokens.get(tokenRequest), request.signal);
    answered = await fetchOnce(connection, request, token);
  }
  if (answered.ok) return answered;
  throw await gatewayError(answered);
}

/** What others wait for too is not ended by an abort, only waited for no longer. */
async function orAborted<Value>(shared: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (!signal) return shared;
  signal.throwIfAborted();
  let abort = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    abort = () => {
      reject(signal.reason as Error);
    };
  });
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([shared, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

async function fetchOnce(connection: Connection, request: GatewayRequest, token: string): Promise<Response> {
  const { response, wantsNonce } = await send(connection, request, token);
  if (!wantsNonce) return response;
  await response.body?.cancel();
  return (await send(connection, request, token)).response;
}

async function send(
  { gatewayUrl, dpop }: Connection,
  { method, path, headers = {}, body, signal }: GatewayRequest,
  token: string,
): Promise<{ readonly response: Response; readonly wantsNonce: boolean }> {
  const url = new URL(`${gatewayUrl}${path}`);
  try {
    const response = await oauth.protectedResourceRequest(
      token,
      method,
      url,
      new Headers(headers),
      body?.(),
      {
        [oauth.allowInsecureRequests]: allowsPlainHttp(url),
        ...(dpop ? { DPoP: dpop } : {}),
        ...(signal ? { signal } : {}),
      },
    );
    return { response, wantsNonce: false };
  } catch (error) {
    if (error instanceof oauth.WWWAuthenticateChallengeError) {
      return { response: error.response, wantsNonce: dpop !== undefined && oauth.isDPoPNonceError(error) };
    }
    signal?.throwIfAborted();
    throw unreachable(url, error);
  }
}

/** No answer, or one that broke off. */
export function unreachable(url: URL, cause: unknown): HearthgateError {
  return new HearthgateError('GATEWAY_UNREACHABLE', `the gateway at ${url.origin} does not answer`, {
    cause,
  });
}
