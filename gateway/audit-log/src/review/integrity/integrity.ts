/** Checked when it is asked, but for the walk. */
export type IntegrityCheckName =
  /** The root over the stored hashes is the one that the head has. */
  | 'HEAD_OVER_STORED_HASHES'
  /** The newest checkpoint is signed by this log. */
  | 'CHECKPOINT_SIGNATURE'
  /** Its root is that of the stored hashes at its size. */
  | 'CHECKPOINT_OVER_STORED_HASHES'
  /** It extends the checkpoint before it, by a consistency proof. */
  | 'CHECKPOINT_EXTENDS_PREVIOUS';

export interface IntegrityCheck {
  readonly check: IntegrityCheckName;
  readonly holds: boolean;
  /** Leaves that it covers. */
  readonly upTo: number;
}

/** How far this gateway has come in reading every leaf anew, again and again. */
export interface WalkState {
  /** Leaves of this round that hold, each with its hash, columns, subjects, and the tree over them. */
  readonly upTo: number;
  readonly startedAt: Date;
  /** Of the last round that came to the log's end. */
  readonly completedAt: Date | undefined;
  readonly completedSize: number | undefined;
  /** The first thing that did not hold; stays until a whole round holds. */
  readonly fault: { readonly place: string; readonly fault: string; readonly at: Date } | undefined;
}

export interface Integrity {
  /** All checks hold, and the walk has met no fault. Says nothing of leaves that the walk has not reached. */
  readonly verified: boolean;
  readonly at: Date;
  readonly size: number;
  /** Base64. */
  readonly root: string;
  /** The newest, as it was given out. */
  readonly checkpoint:
    | { readonly size: number; readonly root: string; readonly signedAt: Date; readonly note: string }
    | undefined;
  readonly checks: readonly IntegrityCheck[];
  readonly walk: WalkState;
}
