/** Every bound of the console's server, in one place. */
export const limits = {
  /** Of a question as JSON: 200 student numbers and their document are far below. */
  maxRequestBytes: 64 * 1024,
  /** Of a roster that is handed through; the gateway's own bound is what people meet first. */
  maxRosterBytes: 512 * 1024 * 1024,
  /** Of a roster as XLSX, which lies on disk while it is read; a million rows are below. */
  maxWorkbookBytes: 64 * 1024 * 1024,
  maxWorkbooksAtOnce: 4,
  rosterPieceCharacters: 64 * 1024,
  requestTimeoutMs: 30_000,
  headersTimeoutMs: 10_000,
  /** A roster of a slow line may take this long. */
  rosterTimeoutMs: 600_000,
  /** What gateway, agency or log may take to begin an answer. */
  upstreamTimeoutMs: 20_000,
  issuerTimeoutMs: 5_000,
  /** Of an answer that is read whole before it is handed on. */
  maxAnswerBytes: 32 * 1024 * 1024,
  sessions: {
    /** The one idle longest gives way to a new one. */
    max: 5_000,
    /** Of one person: whoever signs in everywhere is signed out at the place used least. */
    maxPerPerson: 10,
  },
  signIns: {
    /** People who are at the issuer's page; anybody can begin. */
    max: 2_000,
    lifetimeSeconds: 900,
  },
  /** By address and minute. */
  rate: {
    requests: 1_200,
    signIns: 60,
    windowMs: 60_000,
  },
  /** An access token is no longer used this long before it ends. */
  tokenMarginSeconds: 30,
  /** Purposes, and the two audiences of one, are few; what asks for more is a fault. */
  maxTokensPerSession: 32,
  maxReturnPathLength: 2_000,
} as const;
