import type { KeyObject } from 'node:crypto';
import { encodedPublicKey } from './encoded-public-key.ts';
import { isKeyName } from './is-key-name.ts';
import { keyId } from './key-id.ts';

/**
 * The vkey text `name+keyid+base64`, by which a key is handed to verifiers. C2SP signed-note.
 *
 * Errors: `RangeError` for a name with a space, a plus or nothing in it, and for a key that is not Ed25519.
 */
export function verifierKey(name: string, publicKey: KeyObject): string {
  if (!isKeyName(name)) throw new RangeError('a key name is not empty and has no space and no plus');
  const encoded = encodedPublicKey(publicKey);
  return `${name}+${keyId(name, encoded)}+${encoded.toString('base64')}`;
}
