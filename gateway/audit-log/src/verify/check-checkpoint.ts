import { openCheckpoint } from '../checkpoint/open-checkpoint.ts';
import type { ParsedCheckpoint } from '../checkpoint/parse-checkpoint.ts';
import type { NoteVerifier } from '../note/note-verifier.ts';
import { LogFault } from './log-fault.ts';

export interface LogIdentity {
  readonly origin: string;
  readonly verifiers: readonly NoteVerifier[];
}

/** A checkpoint that this log has signed. Throws a `LogFault` at that place; does not look at its size and root. */
export function checkCheckpoint(
  note: string,
  place: string,
  { origin, verifiers }: LogIdentity,
): ParsedCheckpoint {
  const opened = open(note, place, verifiers);
  if (opened.origin !== origin) throw new LogFault(place, `it is of another log, ${opened.origin}`);
  return opened;
}

function open(note: string, place: string, verifiers: readonly NoteVerifier[]): ParsedCheckpoint {
  try {
    return openCheckpoint(note, verifiers);
  } catch (error) {
    throw new LogFault(place, error instanceof Error ? error.message : 'it cannot be read');
  }
}
