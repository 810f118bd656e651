/** Everything the issuer bounds, in one place. */
export const limits = {
  /** Also what the gateway accepts at most. */
  tokenLifetimeSeconds: 300,
  /** RFC 7523 asks for a short life: what is remembered against replay must be forgotten some day. */
  maxAssertionLifetimeSeconds: 300,
  clockToleranceSeconds: 5,
  /** One-time values remembered at once; a full memory refuses rather than forgets one that could still be replayed. */
  maxOneTimeValues: 200_000,
  requestTimeoutMs: 10_000,
  maxLogLinesPerMinute: 120,
  maxDatabaseConnections: 4,
  databaseConnectTimeoutMs: 5_000,
  databaseStatementTimeoutMs: 5_000,
} as const;
