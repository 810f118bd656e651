import { hash } from 'node:crypto';
import { invalidToken } from './challenges.ts';
import { limits } from './limits.ts';
import type { Credentials } from './read-credentials.ts';
import {
  verifyAccessToken,
  type VerifyAccessTokenOptions,
  type VerifiedToken,
} from './verify-access-token.ts';
import type { VerifiedTokens } from './verified-tokens.ts';

export interface VerifyTokenOnceOptions extends VerifyAccessTokenOptions {
  readonly verifiedTokens: VerifiedTokens;
}

/**
 * What a token says, verified (`verifyAccessToken`) when it comes for the first time, and then known by its hash until it
 * expires. A token that was refused is not remembered.
 *
 * Does not check what may change while a token lives: its client, and the proof of its key (`proveKey`).
 *
 * Errors: those of `verifyAccessToken`.
 */
export async function verifyTokenOnce(
  { scheme, token }: Credentials,
  options: VerifyTokenOnceOptions,
): Promise<VerifiedToken> {
  const tokenHash = hash('sha256', token, 'base64url');
  const known = options.verifiedTokens.get(tokenHash);
  if (known === undefined) {
    const verified = await verifyAccessToken(token, scheme, options);
    options.verifiedTokens.set(tokenHash, verified);
    return verified;
  }
  if (known.expiresAtSeconds <= Math.floor(Date.now() / 1000) - limits.clockToleranceSeconds) {
    options.verifiedTokens.delete(tokenHash);
    throw invalidToken(scheme, 'the token has expired');
  }
  return known;
}
