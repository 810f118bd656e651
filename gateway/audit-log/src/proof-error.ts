/** Everything that can be wrong with what a verifier is given. */
export type ProofErrorCode =
  | 'MALFORMED_VERIFIER_KEY'
  | 'MALFORMED_NOTE'
  | 'BAD_SIGNATURE'
  | 'NO_KNOWN_SIGNATURE'
  | 'MALFORMED_CHECKPOINT'
  | 'NOT_SIGNED_BY_ITS_LOG'
  | 'MALFORMED_ENTRY_BUNDLE'
  | 'MALFORMED_PROOF'
  | 'NOT_INCLUDED';

/**
 * What does not hold, in one line and by a closed code. Wrong arguments of our own (a negative index, a hash of 31
 * bytes) are `RangeError`s: a fault of the caller, not of the evidence.
 */
export class ProofError extends Error {
  readonly code: ProofErrorCode;

  constructor(code: ProofErrorCode, message: string) {
    super(message);
    this.name = 'ProofError';
    this.code = code;
  }
}
