/** Every bound of access tokens and their proofs, in one place. */
export const limits = {
  maxTokenBytes: 8 * 1024,
  maxTokenLifetimeSeconds: 300,
  clockToleranceSeconds: 5,
  /** Known by their hash; a client has one or two at a time. */
  maxVerifiedTokens: 10_000,
  maxProofBytes: 4 * 1024,
  /** How far a proof's `iat` may lie from now, either way: its clock is the client's own. */
  proofWindowSeconds: 60,
} as const;
