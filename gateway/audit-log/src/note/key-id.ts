import { sha256 } from '#sha-256';

/** The first 4 bytes of SHA-256(name || 0x0A || signature type || public key), in hex. C2SP signed-note. */
export function keyId(name: string, encodedPublicKey: Uint8Array): string {
  return sha256(Buffer.concat([Buffer.from(`${name}\n`), encodedPublicKey])).toString('hex', 0, 4);
}
