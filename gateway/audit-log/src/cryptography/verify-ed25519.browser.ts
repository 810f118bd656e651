import { ed25519 } from '@noble/curves/ed25519.js';
import type { Ed25519Signature } from './verify-ed25519.node.ts';

/**
 * As `verify-ed25519.node.ts`, where there is no `node:crypto`. Strict, as OpenSSL is: what only ZIP 215 takes is refused.
 */
export function verifyEd25519({ publicKey, message, signature }: Ed25519Signature): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
}
