/** Every bound of an officer's questions, in one place. */
export const limits = {
  /** Before each further try for a token: time for an issuer that was killed to be replaced. */
  retryPausesMs: [500, 1_000, 2_000, 4_000, 8_000],
  renewTokenBeforeExpiryMs: 60_000,
} as const;
