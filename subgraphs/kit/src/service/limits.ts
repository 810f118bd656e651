/** Every bound of an agency service, in one place. */
export const limits = {
  maxRequestBytes: 2_000_000,
  /** GraphQL tokens of a query's text. */
  maxQueryTokens: 10_000,
  maxRefsPerCall: 20_000,
  maxRequestersPerCall: 32,
  maxFieldsPerToken: 32,
  /** Node refuses a request whose headers, all together, have over 16 KB. */
  maxTokenBytes: 15_000,
  maxTokenLifetimeSeconds: 30,
  /** How far the gateway's clock may be off. */
  clockToleranceSeconds: 5,
  /** How long a key that the gateway no longer publishes, because it leaked, is still taken. */
  maxGatewayKeysAgeMs: 60_000,
  gatewayKeysRefreshMs: 20_000,
  /** Between two looks for a key that is not known, well below the time for which a new key is published unused. */
  gatewayKeysCooldownMs: 1_000,
  gatewayKeysTimeoutMs: 500,
  maxDatabaseConnections: 8,
  databaseStatementTimeoutMs: 5_000,
  databaseConnectTimeoutMs: 2_000,
  filter: {
    /** Read in one statement, some 30 ms' work. */
    personsPerPage: 50_000,
    cooldownMs: 1_000,
  },
  /** Of `POST /operator/graphql`. */
  operator: {
    maxRequestBytes: 64 * 1024,
    maxQueryTokens: 1_000,
    /** Fields and spreads, wherever they stand: each root field is a page, and each alias in it a value for every record. */
    maxSelections: 100,
    maxRootFields: 5,
    maxRecords: 1_000,
    maxImports: 50,
    maxTotals: 5_000,
    maxTotalsHours: 8_760,
    maxReportedRows: 1_000,
    maxDatabaseConnections: 2,
    maxUsedProofs: 10_000,
  },
} as const;
