import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { Buffer as BrowserBuffer } from 'buffer/';

// The modules of proofs take bytes as Node does. Each of them that makes some at once imports this one before.
globalThis.Buffer ??= BrowserBuffer as unknown as typeof Buffer;

/** SHA-256 of bytes, where there is no `node:crypto`: a browser's own is asynchronous, and a proof is some dozen hashes. */
export function sha256(bytes: Uint8Array): Buffer {
  return Buffer.from(nobleSha256(bytes));
}
