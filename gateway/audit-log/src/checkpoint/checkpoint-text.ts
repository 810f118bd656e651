import { isNoteText } from '../note/is-note-text.ts';
import { HASH_BYTES } from '../tree/hash-bytes.ts';
import type { Checkpoint } from './checkpoint.ts';

/**
 * The text of a checkpoint, to be signed as a note: C2SP tlog-checkpoint, without extension lines, which no monitor
 * could audit.
 *
 * Errors: `RangeError` for an origin that is empty or not one line, a size or a root that cannot be one.
 */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  if (origin === '' || origin.includes('\n') || !isNoteText(`${origin}\n`)) {
    throw new RangeError('the origin of a log is one line without control characters');
  }
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`a log of ${String(size)} leaves`);
  if (root.length !== HASH_BYTES) throw new RangeError(`a root has ${String(HASH_BYTES)} bytes`);
  return `${origin}\n${String(size)}\n${root.toString('base64')}\n`;
}
