import { hash } from 'node:crypto';

/** SHA-256 of bytes. Through latin1: what `hash` gives as a Buffer lies outside the heap, and is work for the garbage collector. */
export function sha256(bytes: Uint8Array): Buffer {
  return Buffer.from(hash('sha256', bytes, 'binary'), 'latin1');
}
