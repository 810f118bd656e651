import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from 'jose';
import { z } from 'zod';
import { limits } from './limits.ts';
import { ALGORITHMS, invalidProof, invalidToken } from './challenges.ts';
import { decodeJws } from './decode-jws.ts';
import { sameTarget } from './same-target.ts';
import type { UsedProof } from './used-proof.ts';

export interface VerifyProofOptions {
  readonly proof: string;
  readonly method: string;
  /** The URL by which callers reach this endpoint. Never taken from the request: its `Host` is the caller's to write. */
  readonly endpoint: string;
  /** base64url SHA-256 of the access token. */
  readonly tokenHash: string;
  /** What the access token is bound to (its `cnf.jkt`). */
  readonly boundToKey: string;
}

const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** A proof that shows its private key proves nothing. `k` is the whole of a symmetric one. */
const privateMembers = ['d', 'k', 'priv'];

const headerSchema = z.object({
  jwk: z
    .record(z.string(), z.unknown())
    .refine((jwk) => !privateMembers.some((member) => Object.hasOwn(jwk, member)))
    .pipe(
      z.discriminatedUnion('kty', [
        z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate }),
        z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: coordinate }),
      ]),
    ),
});

const claimsSchema = z.object({
  jti: z.string().min(1).max(200),
  htm: z.string(),
  htu: z.string(),
  iat: z.number(),
  ath: z.string(),
});

/**
 * Verifies that whoever sent this request holds the key that its token is bound to (RFC 9449, section 4.3): a proof of
 * `typ` `dpop+jwt`, signed with ES256 or EdDSA by the public key in its own header, which is the token's, for this method,
 * this endpoint and this token, made within `limits.proofWindowSeconds` of now.
 *
 * Does not check whether the proof was used before: `proveKey` does, by what this returns.
 *
 * Errors: `UNAUTHENTICATED`, and no word of it from the proof.
 */
export async function verifyProof(options: VerifyProofOptions): Promise<UsedProof> {
  const { jwk, claims } = await verifiedProof(options.proof);
  const nowSeconds = Date.now() / 1000;
  if (claims.htm !== options.method) throw invalidProof('the proof is for another method');
  if (!sameTarget(claims.htu, options.endpoint)) throw invalidProof('the proof is for another URL');
  if (claims.ath !== options.tokenHash) throw invalidProof('the proof is for another token');
  if (Math.abs(nowSeconds - claims.iat) > limits.proofWindowSeconds) {
    throw invalidProof(`the proof was not made within ${String(limits.proofWindowSeconds)} s of now`);
  }
  if ((await calculateJwkThumbprint(jwk)) !== options.boundToKey) {
    throw invalidToken('DPoP', 'the token is bound to another key');
  }
  return {
    // By key, so that no client can use up another's ids. The thumbprint has one length: no two pairs read alike.
    hash: createHash('sha256').update(options.boundToKey).update(claims.jti).digest(),
    usableUntilSeconds: claims.iat + limits.proofWindowSeconds,
  };
}

async function verifiedProof(
  proof: string,
): Promise<z.infer<typeof headerSchema> & { claims: z.infer<typeof claimsSchema> }> {
  try {
    const { header, payload } = decodeJws(proof);
    const { jwk } = headerSchema.parse(header);
    const claims = claimsSchema.parse(payload);
    await jwtVerify(proof, EmbeddedJWK, { algorithms: [...ALGORITHMS], typ: 'dpop+jwt' });
    return { jwk, claims };
  } catch {
    throw invalidProof('the DPoP header holds no valid proof');
  }
}
