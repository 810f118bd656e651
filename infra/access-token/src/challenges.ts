import { AccessTokenError } from './errors.ts';

/** The `Authorization` schemes by which a token may come: RFC 6750, RFC 9449. */
export type Scheme = 'Bearer' | 'DPoP';

/** Of tokens and of proofs. Everything else, `none` first of all, is refused before a key is looked for. */
export const ALGORITHMS = ['ES256', 'EdDSA'] as const;

const dpop = `DPoP algs="${ALGORITHMS.join(' ')}"`;

/** No token at all: both schemes are offered, without an error (RFC 6750, section 3.1; RFC 9449, section 7.2). */
export function noToken(): AccessTokenError {
  return unauthenticated('send an access token: Authorization: Bearer … or DPoP …', `Bearer, ${dpop}`);
}

/**
 * A token that is not good here. `description` is shown as it stands: it must say nothing of what the token says.
 *
 * To a bearer token both challenges are given, since a bound one is refused as such (RFC 9449, section 7.2).
 */
export function invalidToken(scheme: Scheme, description: string): AccessTokenError {
  const error = `error="invalid_token", error_description="${description}"`;
  return unauthenticated(description, scheme === 'DPoP' ? `${dpop}, ${error}` : `Bearer ${error}, ${dpop}`);
}

/** A proof that is not one for this request (RFC 9449, section 7.1). */
export function invalidProof(description: string): AccessTokenError {
  return unauthenticated(
    description,
    `${dpop}, error="invalid_dpop_proof", error_description="${description}"`,
  );
}

function unauthenticated(description: string, challenge: string): AccessTokenError {
  return new AccessTokenError('UNAUTHENTICATED', description, { headers: { 'www-authenticate': challenge } });
}
