/** Every way in which a token is not taken. The service that it came to maps them to its own errors, and to HTTP. */
export type AccessTokenErrorCode =
  /** 401: no token, one that is not good here, or a proof that is none for this request. */
  | 'UNAUTHENTICATED'
  /** 503: the issuer's keys cannot be had, so no token can be judged. */
  | 'ISSUER_UNAVAILABLE';

export interface AccessTokenErrorOptions {
  /** Of the response: `WWW-Authenticate` (RFC 6750, RFC 9449) or `Retry-After`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** The message may be shown to the caller: it repeats nothing of a token or a proof. */
export class AccessTokenError extends Error {
  readonly code: AccessTokenErrorCode;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: AccessTokenErrorCode, message: string, options: AccessTokenErrorOptions) {
    super(message, { cause: options.cause });
    this.name = 'AccessTokenError';
    this.code = code;
    this.headers = options.headers;
  }
}
