import { createPublicKey, sign } from 'node:crypto';
import { encodedPublicKey } from './encoded-public-key.ts';
import { isKeyName } from './is-key-name.ts';
import { isNoteText } from './is-note-text.ts';
import { keyId } from './key-id.ts';
import type { NoteSigner } from './note-signer.ts';

/**
 * A note of this text with a signature line of each signer, in their order: C2SP signed-note. The same text and keys
 * always give the same note, Ed25519 being deterministic.
 *
 * Does not look at what the text says: that a log signs only what extends what it signed before is its caller's duty.
 *
 * Errors: `RangeError` for a text that does not end in a newline or has control characters, for a key name that cannot
 * be one, for a key that is not Ed25519, and for no signer at all.
 */
export function signNote(text: string, signers: readonly NoteSigner[]): string {
  if (!isNoteText(text))
    throw new RangeError('the text of a note ends in a newline and has no control characters');
  if (signers.length === 0) throw new RangeError('a note is signed by somebody');
  const lines = signers.map(({ name, privateKey }) => {
    if (!isKeyName(name)) throw new RangeError('a key name is not empty and has no space and no plus');
    const id = keyId(name, encodedPublicKey(createPublicKey(privateKey)));
    const signature = Buffer.concat([Buffer.from(id, 'hex'), sign(null, Buffer.from(text), privateKey)]);
    return `— ${name} ${signature.toString('base64')}\n`;
  });
  return `${text}\n${lines.join('')}`;
}
