/** One service, as the supervisor knows it. */
export interface ServiceSpec {
  readonly name: string;
  /** The file that Node runs; it sends `ready` over IPC and closes on SIGTERM and on `disconnect`. */
  readonly entry: string;
  /** The whole environment of the process. */
  readonly env: Readonly<Record<string, string>>;
  /** Resolves when the service answers; may take as long as it likes, the caller bounds it by the signal. */
  readonly probe: (signal: AbortSignal) => Promise<void>;
}
