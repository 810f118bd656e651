import { hash, type KeyObject } from 'node:crypto';

const blockBytes = 64;
const digestBytes = 32;

/**
 * HMAC-SHA-256 (RFC 2104) of texts under one secret key, as a string of 32 characters, one for each byte (latin1, `binary` to Node).
 *
 * By two one-shot hashes and not by `createHmac`, which a test holds it equal to: a `Hmac` is an object outside the heap
 * that the garbage collector has to end, and thousands of them a second were most of its pauses (2.5 times the CPU, ten
 * times the collections). Errors: `RangeError` for a key of more than 64 bytes, which RFC 2104 would hash first.
 */
export function hmacSha256(key: KeyObject): (text: string) => string {
  const bytes = key.export();
  if (bytes.length > blockBytes) throw new RangeError('a key of at most 64 bytes');
  const padded = (pad: number): Buffer =>
    Buffer.from(Array.from({ length: blockBytes }, (_, index) => (bytes[index] ?? 0) ^ pad));
  const innerPad = padded(0x36);
  const outer = Buffer.concat([padded(0x5c), Buffer.alloc(digestBytes)]);
  return (text) => {
    const inner = Buffer.concat([innerPad, Buffer.from(text)]);
    outer.write(hash('sha256', inner, 'binary'), blockBytes, 'latin1');
    return hash('sha256', outer, 'binary');
  };
}
