import { ProofError } from '../proof-error.ts';
import { decodeBase64 } from './decode-base64.ts';
import { isKeyName } from './is-key-name.ts';
import { keyId } from './key-id.ts';
import type { NoteVerifier } from './note-verifier.ts';

/**
 * The key of a vkey text, C2SP signed-note; Ed25519 (type 0x01) only. Its id is what its name and key hash to, so that a
 * mistyped one is noticed.
 *
 * Does not check that the key is anybody's (where the text comes from is all the trust there is), nor that its bytes are
 * a point of the curve: nothing verifies by one that is not.
 *
 * Errors: `MALFORMED_VERIFIER_KEY`.
 */
export function parseVerifierKey(text: string): NoteVerifier {
  // Base64 may contain a plus; name and id may not.
  const {
    name = '',
    id = '',
    key = '',
  } = /^(?<name>[^+]+)\+(?<id>[0-9a-f]{8})\+(?<key>.+)$/.exec(text)?.groups ?? {};
  const encoded = decodeBase64(key);
  if (!isKeyName(name) || encoded?.[0] !== 0x01 || encoded.length !== 33) {
    throw malformed('a verifier key has the form NAME+8 HEX DIGITS+BASE64 of an Ed25519 key');
  }
  if (keyId(name, encoded) !== id)
    throw malformed('the id in the verifier key is not that of its name and key');
  return { name, keyId: id, publicKey: encoded.subarray(1) };
}

function malformed(message: string): ProofError {
  return new ProofError('MALFORMED_VERIFIER_KEY', message);
}
