/** Every bound of an agency service, in one place. */
export const limits = {
  maxRequestBytes: 2_000_000,
  maxRefsPerCall: 20_000,
  maxDatabaseConnections: 8,
  databaseStatementTimeoutMs: 5_000,
  databaseConnectTimeoutMs: 2_000,
} as const;
