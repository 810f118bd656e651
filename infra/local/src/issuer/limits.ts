/** Everything the issuer bounds, in one place. */
export const limits = {
  /** Also what the gateway accepts at most. */
  tokenLifetimeSeconds: 300,
  /** RFC 7523 asks for a short life: what is remembered against replay must be forgotten some day. */
  maxAssertionLifetimeSeconds: 300,
  clockToleranceSeconds: 5,
  /** One-time values remembered at once; a full memory refuses rather than forgets one that could still be replayed. */
  maxOneTimeValues: 200_000,
  /** NIST SP 800-63B-4 asks for 15 where a password stands alone. */
  minPasswordCharacters: 15,
  maxPasswordBytes: 1024,
  /** A sign-in form's whole body. */
  maxFormBytes: 8192,
  /** How long a sign-in form may lie open. */
  interactionLifetimeSeconds: 600,
  /** A working day: whoever works on signs in again the next morning. Grants and refresh tokens end with it. */
  sessionLifetimeSeconds: 12 * 3600,
  authorizationCodeLifetimeSeconds: 60,
  /** Failed sign-ins of one name: so many at once, then one each so often. Counted for names nobody has, too. */
  failuresOfName: { burst: 10, refillSeconds: 60 },
  /** Of one address, behind which a whole school may be. */
  failuresOfAddress: { burst: 60, refillSeconds: 5 },
  /** Sign-ins that one address may begin. Each leaves a row until it expires. */
  beginningsOfAddress: { burst: 120, refillSeconds: 1 },
  /** Names and addresses that are counted at once; the least recently seen gives way. */
  maxCountedNames: 50_000,
  maxCountedAddresses: 20_000,
  /** Passwords checked at once: each takes 19 MiB and a thread. */
  maxConcurrentPasswordChecks: 2,
  maxWaitingPasswordChecks: 30,
  /** How often what has expired is removed. */
  purgeIntervalMs: 60_000,
  requestTimeoutMs: 10_000,
  maxLogLinesPerMinute: 120,
  maxDatabaseConnections: 4,
  databaseConnectTimeoutMs: 5_000,
  databaseStatementTimeoutMs: 5_000,
} as const;
