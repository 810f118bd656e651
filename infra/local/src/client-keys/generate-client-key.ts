import type { JWK } from 'jose';
import { calculateJwkThumbprint } from 'jose/jwk/thumbprint';
import { exportJWK } from 'jose/key/export';
import { generateKeyPair } from 'jose/key/generate/keypair';

export interface ClientKey {
  readonly privateJwk: JWK;
  readonly publicJwk: JWK;
}

/** An ES256 key pair under its thumbprint (RFC 7638) as `kid`. */
export async function generateClientKey(): Promise<ClientKey> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  const { d, ...coordinates } = jwk;
  const publicJwk = { ...coordinates, kid: await calculateJwkThumbprint(jwk), alg: 'ES256', use: 'sig' };
  return { publicJwk, privateJwk: { ...publicJwk, d: String(d) } };
}
