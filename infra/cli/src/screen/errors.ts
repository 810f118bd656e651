/** What can keep a screening from being carried out. */
export type ScreeningErrorCode =
  /** No answer, or one that says to come back: the same command takes the screening up again. */
  | 'GATEWAY_UNAVAILABLE'
  | 'GATEWAY_REFUSED'
  /** An answer that the contract does not know. */
  | 'GATEWAY_BROKEN'
  | 'ISSUER_REFUSED'
  | 'ISSUER_UNAVAILABLE'
  | 'PURPOSE_NOT_PERMITTED'
  | 'RESULTS_UNUSABLE'
  | 'ROSTER_CHANGED'
  /** The job ended without results, and another one has to begin. */
  | 'SCREENING_ENDED'
  /** There is none to cancel or to resume. */
  | 'SCREENING_UNKNOWN';

/** The message is one line, safe to print, and says what to do: no number, no name, nothing of an answer's body. */
export class ScreeningError extends Error {
  readonly code: ScreeningErrorCode;

  constructor(code: ScreeningErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, options);
    this.name = 'ScreeningError';
    this.code = code;
  }
}
