/** Every bound of screenings, in one place; `limits.screening`. */
export const screeningLimits = {
  /** Of one client at a time, that wait for their roster or run: more would only wait for each other. */
  maxUnderWayPerClient: 10,
  /** That still hold anything, finished ones included. */
  maxKeptPerClient: 1_000,
  /** A province's whole roll twice over. With it, whoever is seen twice takes 100 MB of a worker to tell. */
  maxRosterRows: 5_000_000,
  maxRosterBytes: 2 * 1024 * 1024 * 1024,
  maxReferenceLength: 100,
  /** Without a roster by then it is erased. */
  awaitingRosterMs: 24 * 60 * 60 * 1000,
  maxPerPage: 100,
  /** The audit log's bound for a leaf, and a chunk is a leaf. */
  studentsPerChunk: 2_000,
  /** Repeats, and rows without a number, make a chunk too. */
  rowsPerChunk: 10_000,
  /** Of a chunk as it is stored: cells without a number may be of any length. */
  maxChunkBytes: 4 * 1024 * 1024,
  uploadPartBytes: 1024 * 1024,
  maxUploadsInProgress: 16,
  maxDownloadsInProgress: 8,
  maxReportedRows: 1_000,
  /** Agencies are given this for a chunk of 2,000 students, who are fewer than those of their limit for a call. */
  chunkDeadlineMs: 20_000,
  chunkAuditMs: 10_000,
  /** Tries of a job that ends in a defect, before the screening does. */
  defectTries: 5,
  /** Under way in one worker: enough to keep agencies, gateway and Postgres busy on two cores. */
  chunksInFlight: 6,
  /** Chunks read at a time for counting and for results. */
  chunksPerRead: 32,
  /** Sent to the queue in one statement. */
  jobsAtOnce: 1_000,
  expiryEveryMs: 60_000,
  expiredAtOnce: 100,
  maxWorkerConnections: 12,
  /** Nobody waits for a worker as a caller waits for an answer. */
  workerConnectTimeoutMs: 5_000,
  workerStatementTimeoutMs: 30_000,
  /** Of what deletes a whole roster. */
  eraseTimeoutMs: 60_000,
  maxQueueConnections: 4,
  /** What a stop waits for the chunks in hand. */
  stopMs: 8_000,
  partitionMonthsAhead: 12,
  jobs: {
    maxRetries: 1_000_000,
    retryDelaySeconds: 1,
    maxRetryDelaySeconds: 10,
    /** The least that pg-boss takes. */
    heartbeatSeconds: 10,
    chunkExpireSeconds: 120,
    cutExpireSeconds: 3_600,
    /** Longer than any purpose's retention: a job is not to be lost before its screening expires. */
    retentionSeconds: 400 * 24 * 60 * 60,
    deleteAfterSeconds: 3_600,
    pollSeconds: 1,
    /** How soon a dead worker's jobs are looked for. */
    monitorSeconds: 2,
  },
} as const;
