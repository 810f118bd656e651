import type { IncomingMessage } from 'node:http';
import {
  type Credentials,
  invalidToken,
  proveKey,
  readCredentials,
  type VerifiedToken,
  verifyTokenOnce,
  type VerifyTokenOnceOptions,
} from '@hearthgate/access-token';
import type { ClientDirectory, ClientSettings } from '../clients/client-directory.ts';
import { asRefusal } from './as-refusal.ts';
import type { PurposeGrant } from './purpose-grant.ts';
import type { UsedProofs } from './used-proofs.ts';

export interface VerifyPurposeTokenOptions extends VerifyTokenOnceOptions {
  /** The URL by which callers reach this endpoint; what a proof must be for. */
  readonly endpoint: string;
  readonly clients: ClientDirectory;
  readonly usedProofs: UsedProofs;
}

type TokenRequest = Pick<IncomingMessage, 'method' | 'headersDistinct'>;

/**
 * Comes from a request to what its token grants: a purpose-bound token (`verifyTokenOnce`), of a client or a
 * person that is registered as such and not revoked, and, where token or client are bound to a key, a proof of that key for this very request
 * that was not used before (`proveKey`).
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
  request: TokenRequest,
  options: VerifyPurposeTokenOptions,
): Promise<PurposeGrant> {
  try {
    return await verifiedGrant(request, options);
  } catch (error) {
    throw asRefusal(error);
  }
}

async function verifiedGrant(
  { method = '', headersDistinct }: TokenRequest,
  options: VerifyPurposeTokenOptions,
): Promise<PurposeGrant> {
  const credentials = readCredentials(headersDistinct);
  const verified = await verifyTokenOnce(credentials, options);
  const { client, role, purpose, legalBasis, caseRef, location, bounds } = verified;
  const settings = await currentSettings(verified, credentials, options.clients);
  const assurance = await proveKey(credentials, verified, { ...options, method });
  if (settings.senderConstrained && assurance === 'bearer')
    throw invalidToken('DPoP', 'the client needs a token that is bound to a key');
  return { client, role, purpose, legalBasis, caseRef, location, bounds, assurance, settings };
}

async function currentSettings(
  { client, person }: VerifiedToken,
  { scheme }: Credentials,
  clients: ClientDirectory,
): Promise<ClientSettings> {
  const settings = await clients.settingsOf(client);
  // A name is a client's or a person's, never both; a token that says otherwise than the register is of neither.
  if (settings === undefined || settings.revoked || settings.person !== person)
    throw invalidToken(scheme, 'the client is not registered here');
  return settings;
}
