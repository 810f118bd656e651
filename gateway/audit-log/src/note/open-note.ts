import { verifyEd25519 } from '#verify-ed25519';
import { ProofError } from '../proof-error.ts';
import { proofLimits } from '../proof-limits.ts';
import { decodeBase64 } from './decode-base64.ts';
import { isKeyName } from './is-key-name.ts';
import { isNoteText } from './is-note-text.ts';
import type { NoteVerifier } from './note-verifier.ts';

export interface OpenedNote {
  /** What was signed, with the newline at its end. */
  readonly text: string;
  /** Those of the verifiers given whose signatures are on the note, at least one. */
  readonly signers: readonly NoteVerifier[];
}

interface Signature {
  readonly name: string;
  readonly keyId: string;
  readonly bytes: Buffer;
}

/**
 * The text of a note that one of these keys signed: C2SP signed-note. Signatures by other keys (a witness's, a key's
 * that came later) are ignored, even under a name or an id of a known one; a known key's that does not verify spoils
 * the note, whatever else is on it.
 *
 * Takes Unicode: bytes are to be decoded as strict UTF-8 first.
 *
 * Does not check what the text says.
 *
 * Errors: `MALFORMED_NOTE`, `BAD_SIGNATURE`, `NO_KNOWN_SIGNATURE`.
 */
export function openNote(note: string, verifiers: readonly NoteVerifier[]): OpenedNote {
  const { text, signatures } = parseNote(note);
  const signers = new Set<NoteVerifier>();
  const message = Buffer.from(text);
  for (const { name, keyId, bytes: signature } of signatures) {
    for (const verifier of verifiers) {
      if (verifier.name !== name || verifier.keyId !== keyId) continue;
      const { publicKey } = verifier;
      if (!verifyEd25519({ publicKey, message, signature })) {
        throw new ProofError(
          'BAD_SIGNATURE',
          `the signature by the known key ${name}+${keyId} does not verify`,
        );
      }
      signers.add(verifier);
    }
  }
  if (signers.size === 0) throw new ProofError('NO_KNOWN_SIGNATURE', 'no known key has signed the note');
  return { text, signers: [...signers] };
}

function parseNote(note: string): { text: string; signatures: Signature[] } {
  if (note.length > proofLimits.maxNoteLength) throw malformed('the note is too long');
  if (!isNoteText(note)) throw malformed('the note has control characters or does not end in a newline');
  // The last empty line: a text may have empty lines of its own.
  const end = note.lastIndexOf('\n\n');
  const lines = note.slice(end + 2, -1).split('\n');
  if (end < 0) throw malformed('the note has no signatures');
  if (lines.length > proofLimits.maxSignatures) throw malformed('the note has too many signatures');
  return { text: note.slice(0, end + 1), signatures: lines.map(parseSignature) };
}

function parseSignature(line: string): Signature {
  const [, name = '', base64 = ''] = /^— ([^ ]+) ([^ ]+)$/.exec(line) ?? [];
  const bytes = decodeBase64(base64);
  if (!isKeyName(name) || bytes === undefined || bytes.length < 5) {
    throw malformed('a signature line has the form — NAME BASE64');
  }
  return { name, keyId: bytes.toString('hex', 0, 4), bytes: bytes.subarray(4) };
}

function malformed(message: string): ProofError {
  return new ProofError('MALFORMED_NOTE', message);
}
