/** First line of a proof, C2SP tlog-proof. */
export const PROOF_HEADER = 'c2sp.org/tlog-proof@v1';
