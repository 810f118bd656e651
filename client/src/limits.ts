/** Every bound of the client, in one place. */
export const limits = {
  /** Of a request to the issuer or of a question to the gateway; far beyond the gateway's own deadline. */
  requestTimeoutMs: 30_000,
  /** A token is renewed this long before it expires, or after half its life where that is shorter. */
  renewBeforeExpirySeconds: 30,
  /** Before each further try; their number bounds the tries. Time for a gateway that was killed to be replaced. */
  retryPausesMs: [500, 1_000, 2_000, 4_000, 8_000],
  /** The same for looking at a screening, which goes on meanwhile: also through the restart of the gateway's database. */
  watchRetryPausesMs: [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000],
  /** A longer `Retry-After` is an answer, not a pause. */
  maxRetryAfterSeconds: 60,
  /** Of an error's body that is read; the gateway's are far smaller. */
  maxErrorBytes: 64 * 1024,
  /** A screening is looked at again after the first of these, then after pauses that grow to the second. */
  watchPausesMs: { first: 250, most: 3_000, growth: 1.5 },
  /** Screenings a page holds unless told. */
  screeningsPerPage: 20,
} as const;
