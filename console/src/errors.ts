export type ConsoleErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'CSRF_REFUSED'
  | 'WRONG_HOST'
  | 'BAD_USER_INPUT'
  | 'NOT_FOUND'
  /** The message says what to do about the file. */
  | 'ROSTER_UNREADABLE'
  | 'REQUEST_TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'RATE_LIMITED'
  | 'SIGN_IN_FAILED'
  | 'ISSUER_UNAVAILABLE'
  | 'UPSTREAM_UNAVAILABLE'
  | 'NOT_BUILT'
  | 'INTERNAL';

const httpStatuses: Readonly<Record<ConsoleErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  CSRF_REFUSED: 403,
  WRONG_HOST: 421,
  BAD_USER_INPUT: 400,
  NOT_FOUND: 404,
  ROSTER_UNREADABLE: 400,
  REQUEST_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RATE_LIMITED: 429,
  SIGN_IN_FAILED: 400,
  ISSUER_UNAVAILABLE: 503,
  UPSTREAM_UNAVAILABLE: 503,
  NOT_BUILT: 503,
  INTERNAL: 500,
};

/** What the console's server refuses or cannot do. The message is safe to show: it quotes nothing that was sent. */
export class ConsoleError extends Error {
  readonly code: ConsoleErrorCode;

  constructor(code: ConsoleErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ConsoleError';
    this.code = code;
  }

  get httpStatus(): number {
    return httpStatuses[this.code];
  }
}
