import { sha256 } from '#sha-256';

/** Room for whatever the log takes; written and hashed again at each call, which never yields in between. */
const input = Buffer.alloc(1 + 65_535);

/**
 * SHA-256(0x00 || entry), RFC 6962 section 2.1. The prefix keeps an entry of 64 bytes from passing as an inner node.
 *
 * One copy and the one-shot `hash` cost less than a hash object that is updated twice, at any length of an entry.
 */
export function leafHash(entry: Uint8Array): Buffer {
  const length = 1 + entry.length;
  const bytes = length <= input.length ? input.subarray(0, length) : Buffer.alloc(length);
  bytes.set(entry, 1);
  return sha256(bytes);
}
