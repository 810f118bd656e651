import type { Found, UnusualRuleName } from './unusual-rule.ts';

export type FindingState = 'OPEN' | 'EXPLAINED' | 'ESCALATED';

/** What an officer made of a finding. */
export interface FindingReview {
  readonly state: FindingState;
  readonly note: string;
  readonly officer: string;
  readonly at: Date;
}

export interface Finding extends Omit<Found, 'key'> {
  /** A UUID. */
  readonly id: string;
  readonly rule: UnusualRuleName;
  readonly raisedAt: Date;
  /** As the newest review says; `OPEN` before the first. */
  readonly state: FindingState;
  /** The newest, newest first. */
  readonly reviews: readonly FindingReview[];
}

export interface FindingsQuery {
  readonly state?: FindingState | undefined;
  /** 1 to 100. */
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: string | undefined;
}

export interface FindingsPage {
  readonly findings: readonly Finding[];
  readonly next: string | undefined;
  /** Of all findings. */
  readonly counts: Readonly<Record<FindingState, number>>;
}

/** A review that waits for its leaf. Disposed of before it is kept, there was none. */
export interface PendingReview extends AsyncDisposable {
  /** As it will be. */
  readonly finding: Finding;
  /** From here on it holds. Throws `AuditUnavailable` where that cannot be said. */
  keep(): Promise<void>;
}

export interface ReviewFindingOptions {
  readonly id: string;
  readonly state: FindingState;
  /** One line, without any number of a person: that is the caller's to see to. */
  readonly note: string;
  readonly officer: string;
  readonly traceId: string;
}
