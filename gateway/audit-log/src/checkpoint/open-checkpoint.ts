import type { NoteVerifier } from '../note/note-verifier.ts';
import { openNote } from '../note/open-note.ts';
import { ProofError } from '../proof-error.ts';
import { parseCheckpoint, type ParsedCheckpoint } from './parse-checkpoint.ts';

/**
 * The checkpoint of a signed note, signed by a key that bears its origin's name. Keys of several logs may be given:
 * none of them can speak for another.
 *
 * Does not check that the log is the one that was meant (compare `origin`), nor that it extends a checkpoint seen
 * before (`verifyConsistency`).
 *
 * Errors: those of `openNote` and `parseCheckpoint`, `NOT_SIGNED_BY_ITS_LOG`.
 */
export function openCheckpoint(note: string, verifiers: readonly NoteVerifier[]): ParsedCheckpoint {
  const { text, signers } = openNote(note, verifiers);
  const checkpoint = parseCheckpoint(text);
  if (!signers.some(({ name }) => name === checkpoint.origin)) {
    throw new ProofError(
      'NOT_SIGNED_BY_ITS_LOG',
      `the checkpoint is one of ${checkpoint.origin}, and no known key of that name has signed it`,
    );
  }
  return checkpoint;
}
