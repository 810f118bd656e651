import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';

/** Every way the gateway refuses or fails, and its HTTP status. The codes are part of the public contract. */
const httpStatusByCode = {
  UNAUTHENTICATED: 401,
  PURPOSE_NOT_PERMITTED: 403,
  FIELD_NOT_PERMITTED: 403,
  DOCUMENT_NOT_TRUSTED: 403,
  GRAPHQL_VALIDATION_FAILED: 400,
  BAD_USER_INPUT: 400,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  UNSUPPORTED_MEDIA_TYPE: 415,
  REQUEST_TOO_LARGE: 413,
  SUBJECT_LIMIT_EXCEEDED: 400,
  UPLOAD_INCOMPLETE: 400,
  UPLOAD_OFFSET_MISMATCH: 409,
  ROSTER_COMPLETE: 409,
  SCREENING_NOT_COMPLETED: 409,
  SCREENING_EXPIRED: 410,
  SCREENING_LIMIT_EXCEEDED: 429,
  RATE_LIMITED: 429,
  SUBJECT_BUDGET_EXHAUSTED: 429,
  ISSUER_UNAVAILABLE: 503,
  CLIENTS_UNAVAILABLE: 503,
  BUDGET_UNAVAILABLE: 503,
  PROOFS_UNAVAILABLE: 503,
  AUDIT_UNAVAILABLE: 503,
  SCREENINGS_UNAVAILABLE: 503,
  OVERLOADED: 503,
  INTERNAL: 500,
} as const;

export type RefusalCode = keyof typeof httpStatusByCode;

export interface RefusalOptions {
  /** Further members of `errors[].extensions`; shown to the caller. */
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** A request the gateway does not answer. The message is shown to the caller: it names no person and no secret. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly httpStatus: number;
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: RefusalCode, message: string, options: RefusalOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'Refusal';
    this.code = code;
    this.httpStatus = httpStatusByCode[code];
    this.extensions = options.extensions ?? {};
    this.headers = options.headers ?? {};
  }

  /** For Apollo: status and headers travel in `extensions.http`, which Apollo takes out before it answers. */
  toGraphQLError(): GraphQLError {
    return new GraphQLError(this.message, {
      extensions: {
        ...this.extensions,
        code: this.code,
        http: { status: this.httpStatus, headers: new HeaderMap(Object.entries(this.headers)) },
      },
    });
  }
}
