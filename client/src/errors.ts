/** What the gateway did with a request, as the audit log knows it. */
export interface Receipt {
  /** The leaf's place in the gateway's audit log. */
  readonly index: number;
  /** Base64. */
  readonly leafHash: string;
}

/** Codes of the client's own, beside those that the gateway gives. */
export type ClientErrorCode =
  /** No answer from the gateway: whether it carried out what was asked is not known. */
  | 'GATEWAY_UNREACHABLE'
  /** An answer that no gateway gives: a proxy's page, another server. */
  | 'UNEXPECTED_ANSWER'
  /** The OAuth server answered with an error of its own; the message bears its words. */
  | 'ISSUER_REFUSED'
  | 'ISSUER_UNREACHABLE'
  /** The gateway's or the issuer's URL is none, or would be spoken to without TLS. */
  | 'ADDRESS_UNUSABLE'
  /** The private key is none, or of a kind that cannot sign. */
  | 'KEY_UNUSABLE'
  /** The roster's source ended before the place at which an upload had to go on. */
  | 'ROSTER_CHANGED'
  /** A screening ended without results; the message bears the gateway's reason. */
  | 'SCREENING_FAILED'
  | 'SCREENING_CANCELLED';

export interface HearthgateErrorOptions extends ErrorOptions {
  readonly status?: number | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly receipt?: Receipt | undefined;
  readonly fields?: readonly string[] | undefined;
  readonly traceId?: string | undefined;
}

/**
 * Whatever goes wrong, but for an abort, which throws the signal's reason. `code` says what: one of the gateway's codes (its
 * documentation lists them, and they may grow), or one of the client's own. The message is one line; it quotes no answer's
 * body and no student number.
 */
export class HearthgateError extends Error {
  /** `UNAUTHENTICATED`, `FIELD_NOT_PERMITTED`, `GATEWAY_UNREACHABLE`… */
  readonly code: ClientErrorCode | (string & Record<never, never>);
  /** The HTTP status, where there was an answer. */
  readonly status: number | undefined;
  /** What the gateway asks for before another try. */
  readonly retryAfterSeconds: number | undefined;
  /** Refusals have a place in the audit log too; floods and unknown callers have none. */
  readonly receipt: Receipt | undefined;
  /** Of `FIELD_NOT_PERMITTED`: the fields that the purpose does not permit. */
  readonly fields: readonly string[] | undefined;
  /** Of `INTERNAL`: what the gateway's operator finds the fault by. */
  readonly traceId: string | undefined;

  constructor(code: HearthgateError['code'], message: string, options: HearthgateErrorOptions = {}) {
    super(message, options);
    this.name = 'HearthgateError';
    this.code = code;
    this.status = options.status;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.receipt = options.receipt;
    this.fields = options.fields;
    this.traceId = options.traceId;
  }
}
