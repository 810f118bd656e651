import type { KeyObject } from 'node:crypto';

/** Signature type of plain Ed25519, C2SP signed-note. */
const ed25519 = 0x01;

/**
 * Signature type and the 32 bytes of RFC 8032: what key ids and vkeys are made of.
 *
 * Errors: `RangeError` unless it is an Ed25519 key.
 */
export function encodedPublicKey(publicKey: KeyObject): Buffer {
  const { crv, x = '' } = publicKey.export({ format: 'jwk' });
  if (crv !== 'Ed25519') throw new RangeError('a note is signed and verified by an Ed25519 key');
  return Buffer.concat([Buffer.of(ed25519), Buffer.from(x, 'base64url')]);
}
