import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { ClientDirectory, ClientSettings } from '../clients/client-directory.ts';
import { limits } from '../limits.ts';
import { invalidProof, invalidToken, type Scheme } from './challenges.ts';
import type { PurposeGrant } from './purpose-grant.ts';
import { readCredentials } from './read-credentials.ts';
import type { UsedProofs } from './used-proofs.ts';
import {
  verifyAccessToken,
  type VerifyAccessTokenOptions,
  type VerifiedToken,
} from './verify-access-token.ts';
import type { VerifiedTokens } from './verified-tokens.ts';
import { verifyProof } from './verify-proof.ts';

export interface VerifyPurposeTokenOptions extends VerifyAccessTokenOptions {
  /** The URL by which callers reach this endpoint; what a proof must be for. */
  readonly endpoint: string;
  readonly clients: ClientDirectory;
  readonly verifiedTokens: VerifiedTokens;
  readonly usedProofs: UsedProofs;
}

/**
 * Comes from a request to what its token grants: a purpose-bound token (`verifyAccessToken`), of a client that is
 * registered and not revoked, and, where token or client are bound to a key, a proof of that key for this very request
 * (`verifyProof`) that was not used before.
 *
 * A token is verified once and then known by its hash until it expires; its client, and its proof, are checked at every
 * request.
 *
 * Does not check that the role may use the purpose: the field mask does.
 *
 * Errors: `UNAUTHENTICATED`, with `WWW-Authenticate` (RFC 6750, RFC 9449); `ISSUER_UNAVAILABLE`, `CLIENTS_UNAVAILABLE`
 * and `PROOFS_UNAVAILABLE` when something cannot be checked.
 */
export async function verifyPurposeToken(
  request: Pick<IncomingMessage, 'method' | 'headersDistinct'>,
  options: VerifyPurposeTokenOptions,
): Promise<PurposeGrant> {
  const credentials = readCredentials(request.headersDistinct);
  const { scheme, token } = credentials;
  const tokenHash = createHash('sha256').update(token).digest('base64url');
  const verified = await knownOrVerified(token, tokenHash, scheme, options);
  const settings = await currentSettings(verified, scheme, options.clients);
  if (credentials.scheme === 'Bearer') {
    // A stolen bound token must not pass for lack of its proof (RFC 9449, section 7.2).
    if (verified.boundToKey !== undefined)
      throw invalidToken(scheme, 'the token is bound to a key: send it by DPoP');
    if (settings.senderConstrained)
      throw invalidToken('DPoP', 'the client needs a token that is bound to a key');
  } else {
    await proveKey(credentials.proof, { ...verified, tokenHash, method: request.method ?? '' }, options);
  }
  const { client, role, purpose, legalBasis, caseRef, bounds } = verified;
  const assurance = scheme === 'DPoP' ? 'dpop' : 'bearer';
  return { client, role, purpose, legalBasis, caseRef, bounds, assurance, settings };
}

async function knownOrVerified(
  token: string,
  tokenHash: string,
  scheme: Scheme,
  options: VerifyPurposeTokenOptions,
): Promise<VerifiedToken> {
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

async function currentSettings(
  { client }: VerifiedToken,
  scheme: Scheme,
  clients: ClientDirectory,
): Promise<ClientSettings> {
  const settings = await clients.settingsOf(client);
  if (settings === undefined || settings.revoked)
    throw invalidToken(scheme, 'the client is not registered here');
  return settings;
}

interface ToProve {
  readonly boundToKey: string | undefined;
  readonly tokenHash: string;
  readonly method: string;
}

async function proveKey(
  proof: string,
  { boundToKey, tokenHash, method }: ToProve,
  { endpoint, usedProofs }: VerifyPurposeTokenOptions,
): Promise<void> {
  if (boundToKey === undefined) throw invalidToken('DPoP', 'the token is not bound to a key');
  const used = await verifyProof({ proof, method, endpoint, tokenHash, boundToKey });
  if (!(await usedProofs.isFirstUse(used))) throw invalidProof('the proof was used before');
}
