import { openCheckpoint } from '../checkpoint/open-checkpoint.ts';
import type { NoteVerifier } from '../note/note-verifier.ts';
import { ProofError } from '../proof-error.ts';
import { leafHash } from '../tree/leaf-hash.ts';
import { verifyInclusion } from '../tree/verify-inclusion.ts';
import { parseProof } from './parse-proof.ts';

export interface CheckProofOptions {
  /** The receipt, C2SP tlog-proof. */
  readonly text: string;
  /** The bytes of the leaf, exactly as logged. */
  readonly leaf: Uint8Array;
  /** Keys of the logs that are trusted; each speaks for the log of its name only. */
  readonly verifiers: readonly NoteVerifier[];
}

/** Where the leaf stands. */
export interface CheckedProof {
  readonly origin: string;
  readonly index: number;
  /** Of the log when it signed. */
  readonly size: number;
  readonly root: Buffer;
}

/**
 * That a trusted log holds this leaf at this index: it signed a checkpoint of a tree that does. Needs neither the log
 * nor a network. C2SP tlog-proof, "Verifying a tlog proof".
 *
 * Does not check which log it is (compare `origin`, where several are trusted), cosignatures of witnesses, the extra
 * data, what the leaf says, nor when it was logged: only the leaf states a time. Whether everybody is shown the same
 * log is seen by comparing checkpoints (`verifyConsistency`), not by a receipt.
 *
 * Errors: those of `parseProof` and `openCheckpoint`, `NOT_INCLUDED`.
 */
export function checkProof({ text, leaf, verifiers }: CheckProofOptions): CheckedProof {
  const { index, proof, checkpoint } = parseProof(text);
  const { origin, size, root } = openCheckpoint(checkpoint, verifiers);
  if (index >= size) {
    throw new ProofError(
      'NOT_INCLUDED',
      `the proof is of leaf ${String(index)}, and the log had ${String(size)}`,
    );
  }
  if (!verifyInclusion({ index, size, leafHash: leafHash(leaf), proof, root })) {
    throw new ProofError(
      'NOT_INCLUDED',
      `the log that was signed, of ${String(size)} leaves, does not have this leaf at index ${String(index)}`,
    );
  }
  return { origin, index, size, root };
}
