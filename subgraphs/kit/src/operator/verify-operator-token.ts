import type { IncomingMessage } from 'node:http';
import {
  type ProofMemory,
  proveKey,
  readCredentials,
  type VerifiedToken,
  verifyTokenOnce,
  type VerifyTokenOnceOptions,
} from '@hearthgate/access-token';

export interface VerifyOperatorTokenOptions extends VerifyTokenOnceOptions {
  /** The URL by which callers reach this endpoint; what a proof must be for. */
  readonly endpoint: string;
  readonly usedProofs: ProofMemory;
}

/**
 * Comes from a request to what its token says: a purpose-bound access token for this agency (`verifyTokenOnce`) and, where
 * it is bound to a key, a proof of that key for this very request that was not used before (`proveKey`).
 *
 * Does not check whether its role may ask anything here (`permitViewer` does), nor that its client is still registered:
 * only the issuer knows, so a revoked operator's token stays good until it expires, after 300 s at most.
 *
 * Errors: `UNAUTHENTICATED` with `WWW-Authenticate` and `ISSUER_UNAVAILABLE` (`AccessTokenError`); `PROOFS_UNAVAILABLE`.
 */
export async function verifyOperatorToken(
  { method = '', headersDistinct }: Pick<IncomingMessage, 'method' | 'headersDistinct'>,
  options: VerifyOperatorTokenOptions,
): Promise<VerifiedToken> {
  const credentials = readCredentials(headersDistinct);
  const token = await verifyTokenOnce(credentials, options);
  await proveKey(credentials, token, { ...options, method });
  return token;
}
