import type { AuditEntry } from './audit-entry.ts';
import type { LogEntry, LogPage, LogQuery, WhoSawPage, WhoSawQuery } from './log-entry.ts';

/** Says that an entry is in the log, durably: its place and the hash of its leaf (base64). */
export interface Receipt {
  readonly index: number;
  readonly leafHash: string;
}

export interface OpenAuditLogOptions {
  /** The connection strings of the log's two roles (`auditLogUrl`). */
  readonly writerUrl: string;
  readonly readerUrl: string;
  /** JSON files, looked at twice a second. */
  readonly checkpointKeysFile: string;
  readonly subjectKeysFile: string;
  /** Gets what nobody waits for: a key file that became unusable, a log that was rolled back, why a batch failed. */
  readonly reportFault: (error: unknown) => void;
  /** Hears how many entries each batch wrote, once they are durable and their writers told. Must not throw. */
  readonly batchWritten?: (entries: number) => void;
}

export interface AuditLog {
  /**
   * Resolves when the entry is durable. Throws `AuditUnavailable` when that cannot be said by the deadline, and a
   * `TypeError` that names the members at fault when the entry does not fit the schema, before anything is queued.
   */
  commit(entry: AuditEntry, deadline: AbortSignal): Promise<Receipt>;
  /** Resolves when the log can be written now, by writing to it. Throws `AuditUnavailable`. */
  probe(deadline: AbortSignal): Promise<void>;
  /** The newest signed checkpoint (C2SP tlog-checkpoint), at most a second behind the log. Throws `AuditUnavailable`. */
  checkpoint(): Promise<string>;
  /** The bytes of `tile/<L>/<N>[.p/<W>]` (C2SP tlog-tiles); undefined where the log does not reach, and for any other path. */
  tile(path: string): Promise<Buffer | undefined>;
  /** The bytes of `tile/entries/<N>[.p/<W>]`, likewise. */
  entryBundle(path: string): Promise<Buffer | undefined>;
  /** The verifier keys of checkpoints, a line each, newest first (C2SP signed-note). */
  verifierKeys(): string;
  /** Newest first. Throws `BadLogQuery`, and like all that follow `AuditUnavailable`. */
  search(query: LogQuery): Promise<LogPage>;
  /** Oldest first. */
  export(query: LogQuery): Promise<LogPage>;
  /** The entries about one student, newest first. */
  whoSaw(query: WhoSawQuery): Promise<WhoSawPage>;
  entry(index: number): Promise<LogEntry | undefined>;
  /** The entry's inclusion under a signed checkpoint (C2SP tlog-proof), to be checked offline. */
  prove(index: number): Promise<string | undefined>;
  /** Ends what is in flight, refuses what waits, closes all connections. */
  close(): Promise<void>;
}
