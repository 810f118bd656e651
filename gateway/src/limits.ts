import { screeningLimits } from './screening/limits.ts';

/** Every bound of the gateway, in one place; those of screenings stand beside their code. */
export const limits = {
  maxRequestBytes: 256 * 1024,
  /** For how much longer a used proof is remembered: more than replicas' and the database's clocks differ. */
  proofMemoryMarginSeconds: 60,
  maxWaitingProofs: 1_000,
  forgetProofsEveryMs: 10_000,
  maxSubjectsPerRequest: 200,
  maxDocumentTokens: 2_000,
  document: {
    /** GraphiQL's introspection goes 15 deep; what a school asks, 3. */
    depth: 16,
    aliases: 100,
    rootFields: 20,
    directives: 200,
    fragments: 50,
    expandedFields: 1_000,
    repeats: 60,
  },
  maxKnownDocuments: 1_000,
  /** Documents under a mask, and the plans made of them; the least recently used are made anew. */
  maxPermittedDocuments: 1_000,
  maxCompiledPlans: 2_000,
  /**
   * What one gateway answers at a time; who comes then is told to come again. So many requests for a class take the two
   * processors of a small machine half a second, and the agencies still answer within the deadline.
   */
  maxRequestsInProgress: 256,
  /** What is kept of the deadline for deriving and sending the answer once agencies stop being waited for. */
  answerReserveMs: 150,
  maxAgencyAnswerBytes: 8 * 1024 * 1024,
  agencyConnectTimeoutMs: 1_000,
  maxConnectionsPerAgency: 16,
  readinessTimeoutMs: 1_000,
  /** Under way at a time, no more than there are connections; and when a call that asks the same goes out beside one. */
  agencyCalls: { most: 16, overlapAfterMs: 100 },
  /** Of a call that requests share. The agency takes 20,000; the more share a call, the longer each waits for all. */
  maxRefsPerSharedCall: 4_000,
  /** Of the requesters in a token, as JSON: in base64url, with all else that it says, below `maxAgencyTokenBytes`. */
  maxRequesterBytesPerCall: 9_500,
  /** One retry to ten calls. */
  agencyRetries: { perCall: 0.1, most: 10 },
  agencyCircuit: { failuresInARow: 5, sparedForMs: 1_000 },
  /** An agency that was given less before its call was abandoned is not to blame. */
  agencyFairTimeMs: 100,
  agencyTokenLifetimeSeconds: 30,
  /** With the other headers of a call still under the 16 KB at which Node refuses it. */
  maxAgencyTokenBytes: 15_000,
  maxRequestersPerAgencyCall: 32,
  /** How often the keys file is looked at. */
  signingKeysPollMs: 500,
  /** How long a new key is published before it signs: every gateway that shares the file has seen it by then. */
  signingKeyLeadMs: 5_000,
  /** How long a key stays published after its last signature: a token's life, and clocks that differ. */
  signingKeyRetentionMs: 120_000,
  maxDatabaseConnections: 8,
  /** Within the request's deadline: who cannot be looked up in that time is refused. */
  databaseConnectTimeoutMs: 500,
  databaseStatementTimeoutMs: 1_000,
  /** How often clients' settings are read again. */
  clientsRefreshMs: 1_500,
  /** The contract's time for a revocation to take effect; older settings answer nobody. */
  maxClientsAgeMs: 5_000,
  /** Of a client registered without one. A roster of 5,000 takes 25 requests, so this is never what a school waits for. */
  requestsPerSecond: 20,
  /** Distinct students a day and purpose, of a client registered without: four times a large school's whole roll. */
  subjectsPerDay: 20_000,
  /** Of failed verifications, for each remote address. */
  unknownCallers: { perSecond: 50, burst: 1_000 },
  maxCountedClients: 10_000,
  maxCountedAddresses: 10_000,
  /** What an outcome may wait for the audit log though its request's deadline is near: agencies took the rest. */
  minAuditCommitMs: 300,
  maxCallersCounted: 1_000,
  refusalsWrittenEveryMs: 60_000,
  refusalsWriteTimeoutMs: 5_000,
  /** Between two tries to log that the gateway started, while the log is down. */
  announceStartEveryMs: 1_000,
  /** Leaves in one answer to a privacy officer. */
  maxEntriesPerPage: 1_000,
  minReasonLength: 4,
  maxReasonLength: 500,
  /** Spans that wait for the collector: with every request sampled, those of some 600. More are lost, and counted. */
  maxQueuedSpans: 8_192,
  /** Some two milliseconds' work to write. */
  maxSpansPerExport: 1_024,
  spansExportedEveryMs: 1_000,
  metricsExportedEveryMs: 60_000,
  exportTimeoutMs: 10_000,
  /** A request waits for ten calls at most: each agency's, and its register. */
  maxSpanLinks: 12,
  /** From a call to the requests that share it. All of these link to the call, and a link costs as much as half a span. */
  maxLinksToRequesters: 4,
  /** What a stop waits for the last spans. */
  telemetryFlushMs: 2_000,
  eventLoopResolutionMs: 10,
  eventLoopWindowMs: 10_000,
  budgetsForgottenAtOnce: 50,
  budgetsForgottenEveryMs: 3_600_000,
  screening: screeningLimits,
} as const;
