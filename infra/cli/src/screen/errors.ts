/** What can keep a screening from being carried out. */
export type ScreeningErrorCode =
  /** No answer, or one that says to come back: worth another try. */
  | 'GATEWAY_UNAVAILABLE'
  | 'GATEWAY_REFUSED'
  /** An answer that the contract does not know. */
  | 'GATEWAY_BROKEN'
  | 'PURPOSE_NOT_PERMITTED'
  | 'RESULTS_UNUSABLE'
  | 'ROSTER_CHANGED';

export interface ScreeningErrorOptions extends ErrorOptions {
  /** The gateway's `Retry-After`. */
  readonly retryAfterMs?: number | undefined;
}

/** The message is one line, safe to print, and says what to do: no number, no name, nothing of an answer's body. */
export class ScreeningError extends Error {
  readonly code: ScreeningErrorCode;
  readonly retryAfterMs: number | undefined;

  constructor(code: ScreeningErrorCode, message: string, options: ScreeningErrorOptions = {}) {
    super(message, options);
    this.name = 'ScreeningError';
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
  }
}
