import type pg from 'pg';
import { AuditUnavailable } from '../errors.ts';
import type { EncodedLeaf } from '../leaf/encode-entry.ts';
import type { Frontier } from '../tree/frontier.ts';
import { type Waiting, WaitingEntries } from './waiting-entries.ts';
import { type WrittenBatch, writeBatch } from './write-batch.ts';

export interface GroupCommitOptions {
  /** Connections of the writer. */
  readonly pool: pg.Pool;
  /** Gets the first failure of a row of them, and a log that was rolled back. */
  readonly reportFault: (error: unknown) => void;
  /** For metrics; must not throw. Not told of a batch that only probed the log. */
  readonly batchWritten?: (entries: number) => void;
}

/**
 * Group commit "while busy": one transaction of this process is in flight, and what arrives meanwhile is the next. An
 * entry that finds nothing in flight goes at once; there is no timer and nothing to tune.
 *
 * A batch is sent once. Where its commit may or may not have happened, all of it is rejected: over-recording is the
 * safe side, a second attempt would record twice what was answered once.
 */
export class GroupCommit {
  readonly #options: GroupCommitOptions;
  readonly #waiting = new WaitingEntries();
  #running: Promise<void> | undefined;
  #refusal: AuditUnavailable | undefined;
  #committed: Frontier | undefined;
  /** Whether the last batch found the head as the one before had left it. */
  #alone = false;
  #failing = false;

  constructor(options: GroupCommitOptions) {
    this.#options = options;
  }

  /**
   * Throws what `write` would reject with whatever it were given, so that a flood is refused before a leaf is made of it.
   * Errors: `AuditUnavailable`.
   */
  assertOpen(): void {
    if (this.#refusal) throw this.#refusal;
    if (this.#waiting.isFull) throw new AuditUnavailable('QUEUE_FULL');
  }

  /**
   * Resolves with the leaf's index once it is durable; without a leaf, once the log was written to.
   * Errors: `AuditUnavailable`.
   */
  write(leaf: EncodedLeaf | undefined, deadline: AbortSignal): Promise<number> {
    if (this.#refusal) return Promise.reject(this.#refusal);
    const written = this.#waiting.add(leaf, deadline);
    this.#running ??= this.#run();
    return written;
  }

  /** Refuses what waits and what comes; resolves when nothing is in flight. */
  async close(): Promise<void> {
    this.#refuse(new AuditUnavailable('CLOSED'));
    await this.#running;
  }

  async #run(): Promise<void> {
    // What arrives in the same turn as the first goes with it.
    await Promise.resolve();
    while (!this.#waiting.isEmpty) await this.#commit(this.#waiting.takeBatch());
    this.#running = undefined;
  }

  /** Never throws: those who wait are told. */
  async #commit(batch: readonly Waiting[]): Promise<void> {
    const withLeaf = batch.flatMap(({ leaf }) => (leaf ? [leaf] : []));
    try {
      const { before, after } = await this.#write(withLeaf);
      this.#alone = before.size === this.#committed?.size;
      this.#committed = after;
      this.#failing = false;
      let index = before.size;
      for (const waiting of batch) {
        waiting.resolve(index);
        if (waiting.leaf) index += 1;
      }
      if (withLeaf.length > 0) this.#options.batchWritten?.(withLeaf.length);
    } catch (cause) {
      const error = cause instanceof AuditUnavailable ? cause : new AuditUnavailable('DATABASE', { cause });
      if (error.reason === 'ROLLED_BACK') this.#refuse(error);
      // An outage is one fault, however many batches meet it.
      if (!this.#failing) this.#options.reportFault(error);
      this.#failing = true;
      for (const waiting of batch) waiting.reject(error);
    }
  }

  async #write(leaves: readonly EncodedLeaf[]): Promise<WrittenBatch> {
    const client = await this.#options.pool.connect();
    let done = false;
    try {
      const written = await writeBatch({
        client,
        leaves,
        expected: this.#alone ? this.#committed : undefined,
        checkHead: (head) => {
          this.#checkNotRolledBack(head);
        },
      });
      done = true;
      return written;
    } finally {
      // One that failed may be in any state: it is closed, which ends its transaction.
      client.release(!done);
    }
  }

  /**
   * What this process saw committed cannot be gone, unless the database was restored from a copy or failed over to a
   * server that lagged behind. Receipts were given for it, so no other leaf may take its place.
   */
  #checkNotRolledBack(head: Frontier): void {
    const known = this.#committed;
    if (!known || head.size > known.size) return;
    if (head.size === known.size && Buffer.concat(head.hashes).equals(Buffer.concat(known.hashes))) return;
    throw new AuditUnavailable('ROLLED_BACK');
  }

  #refuse(error: AuditUnavailable): void {
    this.#refusal ??= error;
    this.#waiting.rejectAll(error);
  }
}
