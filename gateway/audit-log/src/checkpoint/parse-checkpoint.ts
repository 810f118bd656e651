import { decodeBase64 } from '../note/decode-base64.ts';
import { ProofError } from '../proof-error.ts';
import { parseSafeInteger } from '../tree/parse-safe-integer.ts';
import { HASH_BYTES } from '../tree/hash-bytes.ts';
import type { Checkpoint } from './checkpoint.ts';

export interface ParsedCheckpoint extends Checkpoint {
  /** Lines after the root, opaque. */
  readonly extensions: readonly string[];
}

/**
 * Reads the text of a checkpoint, which is that of a note without its signatures: C2SP tlog-checkpoint. One text for
 * each meaning: no leading zero, canonical base64, no empty line. Sizes above 2^53 - 1 are refused: they would be
 * rounded.
 *
 * Does not check who signed it; `openCheckpoint` does both.
 *
 * Errors: `MALFORMED_CHECKPOINT`.
 */
export function parseCheckpoint(text: string): ParsedCheckpoint {
  const lines = text.split('\n');
  if (lines.pop() !== '') throw malformed('the checkpoint does not end in a newline');
  const [origin = '', sizeText = '', rootText = '', ...extensions] = lines;
  if (lines.includes('')) throw malformed('the checkpoint has an empty line');
  const size = parseSafeInteger(sizeText);
  if (size === undefined) throw malformed('the second line of a checkpoint is a decimal size below 2^53');
  const root = decodeBase64(rootText);
  if (root?.length !== HASH_BYTES) throw malformed('the third line of a checkpoint is a hash in base64');
  return { origin, size, root, extensions };
}

function malformed(message: string): ProofError {
  return new ProofError('MALFORMED_CHECKPOINT', message);
}
