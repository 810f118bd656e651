import { sha256 } from '#sha-256';

const leafPrefix = Buffer.of(0x00);

/**
 * SHA-256(0x00 || entry), RFC 6962 section 2.1. The prefix keeps an entry of 64 bytes from passing as an inner node.
 *
 * One copy and the one-shot `hash` cost less than a hash object that is updated twice, at any length of an entry.
 */
export function leafHash(entry: Uint8Array): Buffer {
  return sha256(Buffer.concat([leafPrefix, entry]));
}
