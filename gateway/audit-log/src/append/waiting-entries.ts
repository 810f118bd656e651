import { AuditUnavailable } from '../errors.ts';
import type { EncodedLeaf } from '../leaf/encode-entry.ts';
import { limits } from '../limits.ts';

/** Somebody who waits for a batch to be written, with a leaf or, to see whether the log can be written, without one. */
export interface Waiting {
  readonly leaf: EncodedLeaf | undefined;
  /** Both do nothing once the deadline is over. */
  resolve(index: number): void;
  reject(error: AuditUnavailable): void;
}

/** What can be settled once, and says whether it was. */
class WaitingEntry implements Waiting {
  readonly leaf: EncodedLeaf | undefined;
  readonly deadline: AbortSignal;
  readonly written: Promise<number>;
  isSettled = false;
  readonly #written = Promise.withResolvers<number>();

  constructor(leaf: EncodedLeaf | undefined, deadline: AbortSignal) {
    this.leaf = leaf;
    this.deadline = deadline;
    this.written = this.#written.promise;
  }

  resolve(index: number): void {
    this.isSettled = true;
    this.#written.resolve(index);
  }

  reject(error: AuditUnavailable): void {
    this.isSettled = true;
    this.#written.reject(error);
  }
}

/**
 * What waits to be written, in order, bounded in number and bytes.
 *
 * Arrays that are dropped as a whole, and no `Set`: one that lives for long makes old garbage of all that passes through
 * it (docs/decisions/0049).
 */
export class WaitingEntries {
  #queue: WaitingEntry[] = [];
  #inFlight: readonly WaitingEntry[] = [];
  #bytes = 0;
  readonly #watched = new WeakSet<AbortSignal>();

  get isEmpty(): boolean {
    return this.#queue.length === 0;
  }

  /** Whether nothing more is taken, however small. */
  get isFull(): boolean {
    return this.#queue.length >= limits.maxQueuedEntries || this.#bytes >= limits.maxQueuedBytes;
  }

  /**
   * Resolves with the entry's index once it is written. An entry whose deadline is over while it waits is taken out and
   * not written; one in flight may still be written.
   *
   * Errors: `AuditUnavailable` for `QUEUE_FULL` at once, for `DEADLINE`, and whatever its batch is rejected with.
   */
  add(leaf: EncodedLeaf | undefined, deadline: AbortSignal): Promise<number> {
    const bytes = this.#bytes + bytesOf(leaf);
    if (this.isFull || bytes > limits.maxQueuedBytes) {
      return Promise.reject(new AuditUnavailable('QUEUE_FULL'));
    }
    if (deadline.aborted) return Promise.reject(new AuditUnavailable('DEADLINE'));
    const entry = new WaitingEntry(leaf, deadline);
    this.#queue.push(entry);
    this.#bytes = bytes;
    this.#watch(deadline);
    return entry.written;
  }

  /** Takes out the next batch: at least one entry where there is one, and as many more as its bounds allow. */
  takeBatch(): readonly Waiting[] {
    let [count, bytes, subjects] = [0, 0, 0];
    for (const { leaf } of this.#queue) {
      bytes += bytesOf(leaf);
      subjects += leaf?.subjects.length ?? 0;
      const fits = bytes <= limits.maxBatchBytes && subjects <= limits.maxBatchSubjects;
      if (count > 0 && (!fits || count >= limits.maxBatchEntries)) break;
      count += 1;
    }
    const batch = this.#queue.slice(0, count);
    this.#keep(this.#queue.slice(count));
    this.#inFlight = batch;
    return batch;
  }

  rejectAll(error: AuditUnavailable): void {
    const rejected = this.#queue;
    this.#keep([]);
    for (const entry of rejected) entry.reject(error);
  }

  #keep(queue: WaitingEntry[]): void {
    this.#queue = queue;
    this.#bytes = queue.reduce((sum, { leaf }) => sum + bytesOf(leaf), 0);
  }

  /** One listener a deadline, whoever has it: a signal looks through all of its listeners for each that is added. */
  #watch(deadline: AbortSignal): void {
    if (this.#watched.has(deadline)) return;
    this.#watched.add(deadline);
    const expire = (): void => {
      this.#expire(deadline);
    };
    deadline.addEventListener('abort', expire, { once: true });
  }

  #expire(deadline: AbortSignal): void {
    for (const entry of [...this.#queue, ...this.#inFlight]) {
      if (entry.deadline === deadline && !entry.isSettled) entry.reject(new AuditUnavailable('DEADLINE'));
    }
    this.#keep(this.#queue.filter(({ isSettled }) => !isSettled));
  }
}

function bytesOf(leaf: EncodedLeaf | undefined): number {
  return leaf?.bytes.length ?? 0;
}
