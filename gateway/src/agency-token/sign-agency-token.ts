import { sign } from 'node:crypto';
import { type AgencyTokenClaims, refsDigest } from '@hearthgate/schema';
import { limits } from '../limits.ts';
import type { SigningKey } from '../signing-keys/watch-signing-keys.ts';
import type { CallGrant } from './call-grant.ts';

export interface SignAgencyTokenOptions {
  /** This gateway's public URL. */
  readonly issuer: string;
  /** The agency's public URL. */
  readonly audience: string;
  readonly key: SigningKey;
  readonly nowMs: number;
}

/**
 * The token of one agency call: a JWS in compact form, ES256. By `node:crypto` and not by jose: a fifth less CPU, and
 * no hop to a thread of WebCrypto's.
 *
 * Throws for more requesters, or more bytes, than an agency takes: a header over 16 KB is refused by Node itself.
 */
export function signAgencyToken(
  { refs, ...grant }: CallGrant,
  { issuer, audience, key, nowMs }: SignAgencyTokenOptions,
): string {
  if (grant.requesters.length > limits.maxRequestersPerAgencyCall) {
    throw new RangeError('an agency call has too many requesters');
  }
  const iat = Math.floor(nowMs / 1000);
  const claims: AgencyTokenClaims = {
    iss: issuer,
    aud: audience,
    iat,
    exp: iat + limits.agencyTokenLifetimeSeconds,
    ...grant,
    refs_digest: refsDigest(refs),
  };
  const signed = `${key.header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
  const signature = sign('sha256', Buffer.from(signed), { key: key.privateKey, dsaEncoding: 'ieee-p1363' });
  const token = `${signed}.${signature.toString('base64url')}`;
  if (token.length > limits.maxAgencyTokenBytes) throw new RangeError('an agency token is too long');
  return token;
}
