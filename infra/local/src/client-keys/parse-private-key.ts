import { createPrivateKey } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import type { JWK } from 'jose';
import { calculateJwkThumbprint } from 'jose/jwk/thumbprint';
import { LocalError } from '../errors.ts';

/**
 * A private P-256 key, from a JWK or from PEM as OpenSSL writes it, with its thumbprint as `kid` unless it has one.
 * `source` names where the text came from; the text itself is never repeated.
 *
 * Errors: `KEY_UNUSABLE`.
 */
export async function parsePrivateKey(text: string, source: string): Promise<JWK> {
  let key: KeyObject;
  let kid: unknown;
  try {
    if (text.trimStart().startsWith('{')) {
      const jwk = JSON.parse(text) as JsonWebKey;
      kid = jwk['kid'];
      key = createPrivateKey({ key: jwk, format: 'jwk' });
    } else {
      key = createPrivateKey(text);
    }
  } catch {
    throw new LocalError('KEY_UNUSABLE', `${source} holds no private key (a JWK or PEM is expected)`);
  }
  const { kty, crv, x, y, d } = key.export({ format: 'jwk' });
  if (kty !== 'EC' || crv !== 'P-256' || x === undefined || y === undefined || d === undefined) {
    throw new LocalError('KEY_UNUSABLE', `${source} holds no P-256 key; ES256 needs one`);
  }
  const jwk = { kty, crv, x, y, d, alg: 'ES256' };
  return { ...jwk, kid: typeof kid === 'string' ? kid : await calculateJwkThumbprint(jwk) };
}
