/** A refusal or a fault, as the console's server, the gateway, the log or an agency put it: all have a code and a sentence. */
export class ApiError extends Error {
  readonly code: string;
  /** 0 where no answer came at all. */
  readonly status: number;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
  }
}
