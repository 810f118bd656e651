/** Bounds on what a verifier reads from strangers; each far above what an honest log makes. */
export const proofLimits = {
  /** In UTF-16 code units. C2SP signed-note: at least 16 signatures, the longest about 7 kB of base64. */
  maxNoteLength: 1_000_000,
  /** As in Go's sumdb/note: each may cost a verification. */
  maxSignatures: 100,
  /** A tree of 2^53 leaves, the largest whose sizes are exact here, is 53 nodes high. */
  maxInclusionHashes: 53,
  /** The opaque extra data of a tlog-proof, in bytes. */
  maxExtraBytes: 65_535,
  /** A receipt with all of these, in UTF-16 code units. */
  maxProofLength: 1_100_000,
} as const;
