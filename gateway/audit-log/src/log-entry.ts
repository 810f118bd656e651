/** One entry as it stands in the log. */
export interface LogEntry {
  readonly index: number;
  /** Base64 of SHA-256 (RFC 6962, section 2.1). */
  readonly leafHash: string;
  /** The leaf itself: canonical JSON (RFC 8785). Everything below is read from it, save `recordedAt`. */
  readonly leaf: string;
  /** When the log took it, by the database's clock; searches go by it. */
  readonly recordedAt: Date;
  /** When it happened, by the gateway's clock. */
  readonly time: Date;
  readonly kind: 'REQUEST' | 'REVIEW' | 'REFUSALS' | 'START';
  /** The access's UUID; counted refusals have none, nor anything of the next six. */
  readonly txn: string | undefined;
  readonly outcome: string | undefined;
  readonly client: string | undefined;
  readonly role: string | undefined;
  readonly location: string | undefined;
  readonly purpose: string | undefined;
  /** Those asked for; empty for a review and for counted refusals. */
  readonly fields: readonly string[];
  readonly subjectCount: number;
}

/** All that are given must hold. */
export interface LogFilter {
  /** Recorded at that instant or later. */
  readonly from?: Date | undefined;
  /** Recorded before that instant. */
  readonly to?: Date | undefined;
  readonly client?: string | undefined;
  /** A location: a school's code, a division's, or an agency. */
  readonly school?: string | undefined;
  readonly purpose?: string | undefined;
  readonly outcome?: string | undefined;
  readonly field?: string | undefined;
}

export interface LogQuery extends LogFilter {
  /** At most that many entries; 1 to 1,000. */
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: string | undefined;
}

export interface LogPage {
  readonly entries: readonly LogEntry[];
  /** Where the next page begins; undefined when this is the last. */
  readonly next: string | undefined;
}

export interface WhoSawQuery {
  readonly studentNumber: string;
  readonly limit: number;
  readonly after?: string | undefined;
}

export interface Sighting extends LogEntry {
  /** The names of the fields that were disclosed about this student; empty when it was only asked about. */
  readonly disclosed: readonly string[];
}

export interface WhoSawPage {
  readonly entries: readonly Sighting[];
  readonly next: string | undefined;
  /** Under how many keys this student's entries can no longer be found, because the keys were erased. */
  readonly erasedKeys: number;
}
