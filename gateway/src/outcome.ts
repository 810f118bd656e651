/** What came of a request: an answer, a refusal or a fault, complete and in memory. */
export interface Outcome {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Text is JSON; bytes are a bundle of the audit log's entries. */
  readonly body: string | Buffer;
}

/** An outcome with its name in the audit log: `ANSWERED`, or the code of the error that the body holds. */
export interface CodedOutcome extends Outcome {
  readonly code: string;
}
