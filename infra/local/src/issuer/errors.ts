/** Why a client could not be registered, changed or given a token. The messages are for people, one line each. */
export type ClientErrorCode =
  | 'BAD_CLIENT' // what was asked for is not a client: the caller's words are wrong
  | 'CLIENT_EXISTS'
  | 'CLIENT_UNKNOWN'
  | 'KEY_UNUSABLE'
  | 'ISSUER_REFUSED'
  | 'ISSUER_UNAVAILABLE';

export class ClientError extends Error {
  readonly code: ClientErrorCode;

  constructor(code: ClientErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ClientError';
    this.code = code;
  }
}
