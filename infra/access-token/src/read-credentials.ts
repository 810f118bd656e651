import type { IncomingMessage } from 'node:http';
import { limits } from './limits.ts';
import { invalidProof, invalidToken, noToken, type Scheme } from './challenges.ts';

interface BearerCredentials {
  readonly scheme: 'Bearer';
  readonly token: string;
}

interface DpopCredentials {
  readonly scheme: 'DPoP';
  readonly token: string;
  readonly proof: string;
}

/** A token as it was sent, and its proof where one goes with it. */
export type Credentials = BearerCredentials | DpopCredentials;

/** The one request header that a token may stand in. Tokens in a URL or a body are not looked for (RFC 9700, section 4.3.2). */
const authorizationShape = /^(bearer|dpop) ([A-Za-z0-9\-._~+/]+=*)$/i;

/**
 * The token of a request and, under the scheme `DPoP`, its proof; each exactly once, bounded in bytes.
 *
 * Does not check what either holds.
 *
 * Errors: `UNAUTHENTICATED`.
 */
export function readCredentials(headers: IncomingMessage['headersDistinct']): Credentials {
  const { authorization = [], dpop: proofs = [] } = headers;
  const [value] = authorization;
  // Another scheme is none of ours: the challenge says which are.
  if (value === undefined || !/^(bearer|dpop)( |$)/i.test(value)) throw noToken();
  const scheme: Scheme = /^d/i.test(value) ? 'DPoP' : 'Bearer';
  if (authorization.length > 1) throw invalidToken(scheme, 'send one Authorization header');
  const token = authorizationShape.exec(value)?.[2];
  if (token === undefined) throw invalidToken(scheme, 'the Authorization header holds no token');
  if (token.length > limits.maxTokenBytes) throw invalidToken(scheme, 'the token is too large');
  if (scheme === 'Bearer') return { scheme, token };
  const [proof] = proofs;
  if (proof === undefined || proofs.length > 1) throw invalidProof('send one DPoP header');
  if (proof.length > limits.maxProofBytes) throw invalidProof('the proof is too large');
  return { scheme, token, proof };
}
