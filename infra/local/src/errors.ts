/** What can keep a local installation from doing what it was told. */
export type LocalErrorCode =
  | 'AGREEMENT_REFUSED'
  | 'ALREADY_RUNNING'
  | 'BAD_CLIENT'
  | 'BAD_CONFIGURATION'
  | 'BAD_USER'
  | 'BUSY'
  | 'CLIENT_EXISTS'
  | 'CLIENT_UNKNOWN'
  | 'DATA_DIR_UNUSABLE'
  | 'GATEWAY_REFUSED'
  | 'GATEWAY_UNAVAILABLE'
  | 'ISSUER_REFUSED'
  | 'ISSUER_UNAVAILABLE'
  | 'KEYS_LOST'
  | 'KEY_UNUSABLE'
  | 'NOT_RUNNING'
  | 'NOT_TAKEN_UP'
  | 'LOG_REFUSED'
  | 'LOG_UNREADABLE'
  | 'PORT_TAKEN'
  | 'POSTGRES_UNUSABLE'
  | 'PROOF_REFUSED'
  | 'SERVICE_FAILED'
  | 'UNKNOWN_KEY'
  | 'UNKNOWN_LEAF'
  | 'USER_EXISTS'
  | 'USER_UNKNOWN';

/** A failure that whoever runs Hearthgate can mend. The message is one line, safe to print, and says what to do. */
export class LocalError extends Error {
  readonly code: LocalErrorCode;

  constructor(code: LocalErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LocalError';
    this.code = code;
  }
}
