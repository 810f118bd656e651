import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';

/** Why an agency does not answer a gateway's call, and the HTTP status. */
const httpStatusByCode = {
  AGENCY_TOKEN_INVALID: 401,
  NOT_COVERED: 403,
  BAD_USER_INPUT: 400,
  GATEWAY_KEYS_UNAVAILABLE: 503,
} as const;

export type CallRefusedCode = keyof typeof httpStatusByCode;

/** A call that an agency does not answer. The message quotes nothing of token or query. */
export class CallRefused extends GraphQLError {
  constructor(code: CallRefusedCode, message: string, extensions: Readonly<Record<string, unknown>> = {}) {
    const status = httpStatusByCode[code];
    // Apollo takes `http` out before it answers.
    const headers = new HeaderMap(
      status === 401 ? [['www-authenticate', 'Bearer error="invalid_token"']] : [],
    );
    super(message, { extensions: { ...extensions, code, http: { status, headers } } });
    this.name = 'CallRefused';
  }
}

/** Why an agency does not answer its operator, or a privacy officer, and the HTTP status. */
const httpStatusByOperatorCode = {
  UNAUTHENTICATED: 401,
  PURPOSE_NOT_PERMITTED: 403,
  FIELD_NOT_PERMITTED: 403,
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  BAD_USER_INPUT: 400,
  REQUEST_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  ISSUER_UNAVAILABLE: 503,
  PROOFS_UNAVAILABLE: 503,
  INTERNAL: 500,
} as const;

export type OperatorRefusedCode = keyof typeof httpStatusByOperatorCode;

export interface OperatorRefusedOptions {
  /** Further members of `errors[].extensions`; shown to the caller. */
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request to `POST /operator/graphql` that is not answered. The message quotes nothing of token or document. */
export class OperatorRefused extends Error {
  readonly code: OperatorRefusedCode;
  readonly httpStatus: number;
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: OperatorRefusedCode, message: string, options: OperatorRefusedOptions = {}) {
    super(message);
    this.name = 'OperatorRefused';
    this.code = code;
    this.httpStatus = httpStatusByOperatorCode[code];
    this.extensions = options.extensions ?? {};
    this.headers = options.headers ?? {};
  }
}
