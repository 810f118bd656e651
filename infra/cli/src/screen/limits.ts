/** Every bound of a screening, in one place. */
export const limits = {
  /** Rows of the summary that say why a number was not taken; the counts hold all of them. */
  maxReportedRows: 1_000,
  /** A spreadsheet is sent in pieces of this many bytes. */
  pieceBytes: 64 * 1024,
  /** Before the results are asked for again when their stream broke off. */
  downloadPausesMs: [500, 1_000, 2_000, 4_000, 8_000],
} as const;
