/** Every bound of the gateway, in one place. */
export const limits = {
  maxRequestBytes: 256 * 1024,
  maxTokenBytes: 8 * 1024,
  maxTokenLifetimeSeconds: 300,
  clockToleranceSeconds: 5,
  maxSubjectsPerRequest: 200,
  /** From the first byte of a request to its answer. */
  requestDeadlineMs: 1_000,
  /** What is kept of the deadline for deriving and sending the answer once agencies stop being waited for. */
  answerReserveMs: 150,
  maxAgencyAnswerBytes: 8 * 1024 * 1024,
  maxConnectionsPerAgency: 16,
  readinessTimeoutMs: 1_000,
} as const;
