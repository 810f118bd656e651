import { createPublicKey, verify } from 'node:crypto';

export interface Ed25519Signature {
  /** 32 bytes, RFC 8032. */
  readonly publicKey: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/** Whether the key signed the message: RFC 8032, without the cofactor. False for a key that is no point of the curve. */
export function verifyEd25519({ publicKey, message, signature }: Ed25519Signature): boolean {
  const x = Buffer.from(publicKey).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(null, message, key, signature);
}
