/** Every bound of a screening, in one place. */
export const limits = {
  /** Roster rows in one request; the gateway takes 200 numbers. */
  rowsPerRequest: 200,
  /** Enough to keep the gateway and its agencies busy on two cores, few enough not to crowd out everybody else. */
  requestsInFlight: 3,
  /** Far beyond the gateway's own deadline: who has not answered by then is not there. */
  requestTimeoutMs: 10_000,
  /** Before each further try: time for a gateway that was killed to be replaced. */
  retryPausesMs: [500, 1_000, 2_000, 4_000, 8_000],
  /** Before asking again about a chunk in which an agency's answer is missing. */
  unavailablePausesMs: [500, 1_000, 2_000],
  /** Attempts in a row that bring nothing: from then on the agency counts as down. */
  maxAskedInVain: 6,
  /** A longer `Retry-After` is an answer, not a pause. */
  maxRetryAfterMs: 60_000,
  renewTokenBeforeExpiryMs: 60_000,
  /** Rows of the summary that say why a number was not taken; the counts hold all of them. */
  maxReportedRows: 1_000,
} as const;
