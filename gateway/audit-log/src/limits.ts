import { reviewLimits } from './review/limits.ts';

/** Every bound of the audit log, in one place; those of what is derived from it stand beside their code. */
export const limits = {
  /** What an entry bundle has room for: its lengths have 16 bits (C2SP tlog-tiles, "Log Entries"). */
  maxLeafBytes: 65_535,
  /** Of some 2 KB. */
  maxRequestForms: 4_096,
  /** They are looked through one by one. */
  maxRequestFormsPerClient: 128,
  /** Of all groups together. With 26 bytes for each pseudonym they leave a fifth of a leaf for the rest. */
  maxSubjectsPerLeaf: 2_000,
  maxDisclosuresPerLeaf: 200,
  maxFieldsPerSet: 250,
  maxAgenciesPerLeaf: 32,
  maxFilterEntries: 20,
  maxRefusalCodes: 40,
  maxNameLength: 200,
  maxReasonLength: 500,
  /** A batch is one transaction. All of a batch waits for the last of it, and so does the batch after it. */
  maxBatchEntries: 1_000,
  maxBatchBytes: 2 * 1024 * 1024,
  /** Two of a screening's leaves: some 10 ms, which is how long a single student's request may wait behind them. */
  maxBatchSubjects: 4_000,
  /** At the 10,000 entries a second that the log is built for, more than its callers have patience for. */
  maxQueuedEntries: 20_000,
  maxQueuedBytes: 64 * 1024 * 1024,
  /** One that appends, one that stores checkpoints. */
  maxWriterConnections: 2,
  maxReaderConnections: 4,
  connectTimeoutMs: 1_000,
  appendTimeoutMs: 2_000,
  readTimeoutMs: 10_000,
  maxPageEntries: 1_000,
  checkpointIntervalMs: 1_000,
  /** How often the key files are looked at. */
  keysPollMs: 500,
  partitionMonthsAhead: 24,
  /** A multiple of 256, so that a chunk completes whole tiles; of the largest leaves 64 MB. */
  verifyChunkLeaves: 1_024,
  review: reviewLimits,
} as const;
