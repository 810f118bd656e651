import type { AuditEntry } from '@hearthgate/audit-log';
import type { CodedOutcome } from '../outcome.ts';

/** Who is refused, where refusals are counted: a client that is known, or the network of one that is not. */
export type CountedCaller = { readonly client: string } | { readonly network: string };

/** What a request changes: prepared, checked and not in force. It waits for the leaf that tells of it. */
export interface PendingChange {
  keep(): Promise<void>;
}

/** What the log will say of one request. Stages note what they come to know; whatever comes of it, there is an entry. */
export interface OutcomeRecord {
  readonly startedAt: Date;
  /** In the entry, and shown to the caller of a fault. */
  readonly traceId: string;
  readonly caller: CountedCaller;
  /** Of a request that changes something. Kept by `commitAudit` alone. */
  readonly pending?: PendingChange | undefined;
  /** `undefined` while the caller's token is not verified: such an outcome is counted, and has no leaf of its own. */
  entry(outcome: CodedOutcome): AuditEntry | undefined;
}
