/** The parts of a C2SP tlog-proof. */
export interface InclusionReceipt {
  /** Of the leaf in the log. */
  readonly index: number;
  /** The audit path, from the leaf's sibling up to the root's child. */
  readonly proof: readonly Buffer[];
  /** The signed note, verbatim. */
  readonly checkpoint: string;
  /** Opaque and signed by nobody: not to be trusted. Never empty. */
  readonly extra?: Buffer;
}
