/** A proof that `verifyProof` took, as far as it must be remembered. */
export interface UsedProof {
  /** SHA-256 of the key's thumbprint and the proof's `jti`. */
  readonly hash: Buffer;
  readonly usableUntilSeconds: number;
}

/** Remembers proofs, so that each is good once (RFC 9449, section 11.1). */
export interface ProofMemory {
  /** Whether this is the proof's first use, at whatever process shares this memory; rejects when that cannot be known. */
  isFirstUse(proof: UsedProof): Promise<boolean>;
}
