/** What can keep a local installation from doing what it was told. */
export type LocalErrorCode =
  | 'ALREADY_RUNNING'
  | 'BAD_CONFIGURATION'
  | 'BUSY'
  | 'DATA_DIR_UNUSABLE'
  | 'KEYS_LOST'
  | 'NOT_RUNNING'
  | 'PORT_TAKEN'
  | 'POSTGRES_UNUSABLE'
  | 'SERVICE_FAILED'
  | 'UNKNOWN_KEY';

/** A failure that whoever runs Hearthgate can mend. The message is one line, safe to print, and says what to do. */
export class LocalError extends Error {
  readonly code: LocalErrorCode;

  constructor(code: LocalErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LocalError';
    this.code = code;
  }
}
