import { sha256 } from '#sha-256';
import { HASH_BYTES } from './hash-bytes.ts';

// Written and hashed again at each call, which never yields in between: an allocation less for each leaf of the log.
const input = Buffer.alloc(1 + 2 * HASH_BYTES, 0x01);

/**
 * SHA-256(0x01 || left || right), RFC 6962 section 2.1.
 *
 * Errors: `RangeError` unless both are of 32 bytes.
 */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  if (left.length !== HASH_BYTES || right.length !== HASH_BYTES) {
    throw new RangeError(`a tree hash has ${String(HASH_BYTES)} bytes`);
  }
  input.set(left, 1);
  input.set(right, 1 + HASH_BYTES);
  return sha256(input);
}
