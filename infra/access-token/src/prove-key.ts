import { hash } from 'node:crypto';
import { invalidProof, invalidToken } from './challenges.ts';
import type { Credentials } from './read-credentials.ts';
import type { ProofMemory } from './used-proof.ts';
import type { VerifiedToken } from './verify-access-token.ts';
import { verifyProof } from './verify-proof.ts';

export interface ProveKeyOptions {
  readonly method: string;
  /** The URL by which callers reach this endpoint; what a proof must be for. */
  readonly endpoint: string;
  readonly usedProofs: ProofMemory;
}

/** Whether the caller proved to hold the key that the token is bound to. */
export type Assurance = 'bearer' | 'dpop';

/**
 * Holds a request to its token's binding: a bound token comes by the scheme `DPoP` with a proof of its key for this very
 * request (`verifyProof`) that was not used before; an unbound one comes as `Bearer`.
 *
 * Does not check whether the client should have had a bound one.
 *
 * Errors: `UNAUTHENTICATED`, with `WWW-Authenticate` (RFC 9449, section 7); whatever the memory of proofs rejects with.
 */
export async function proveKey(
  credentials: Credentials,
  { boundToKey }: Pick<VerifiedToken, 'boundToKey'>,
  { method, endpoint, usedProofs }: ProveKeyOptions,
): Promise<Assurance> {
  const { scheme, token } = credentials;
  if (scheme === 'Bearer') {
    // A stolen bound token must not pass for lack of its proof (RFC 9449, section 7.2).
    if (boundToKey !== undefined) throw invalidToken(scheme, 'the token is bound to a key: send it by DPoP');
    return 'bearer';
  }
  if (boundToKey === undefined) throw invalidToken(scheme, 'the token is not bound to a key');
  const tokenHash = hash('sha256', token, 'base64url');
  const { proof } = credentials;
  const used = await verifyProof({ proof, method, endpoint, tokenHash, boundToKey });
  if (!(await usedProofs.isFirstUse(used))) throw invalidProof('the proof was used before');
  return 'dpop';
}
