import { AuditUnavailable } from '../errors.ts';
import type { EncodedLeaf } from '../leaf/encode-entry.ts';
import { limits } from '../limits.ts';
import { Deadlines } from './deadlines.ts';

/** Somebody who waits for a batch to be written, with a leaf or, to see whether the log can be written, without one. */
export interface Waiting {
  readonly leaf: EncodedLeaf | undefined;
  /** Both do nothing once the deadline is over. */
  resolve(index: number): void;
  reject(error: AuditUnavailable): void;
}

/** What waits to be written, in order, bounded in number and bytes. */
export class WaitingEntries {
  /** A set, since an entry whose deadline is over leaves from the middle. */
  readonly #waiting = new Set<Waiting>();
  readonly #deadlines = new Deadlines();
  #bytes = 0;

  get isEmpty(): boolean {
    return this.#waiting.size === 0;
  }

  /** Whether nothing more is taken, however small. */
  get isFull(): boolean {
    return this.#waiting.size >= limits.maxQueuedEntries || this.#bytes >= limits.maxQueuedBytes;
  }

  /**
   * Resolves with the entry's index once it is written. An entry whose deadline is over while it waits is taken out and
   * not written; one in flight may still be written.
   *
   * Errors: `AuditUnavailable` for `QUEUE_FULL` at once, for `DEADLINE`, and whatever its batch is rejected with.
   */
  add(leaf: EncodedLeaf | undefined, deadline: AbortSignal): Promise<number> {
    const bytes = this.#bytes + (leaf?.bytes.length ?? 0);
    if (this.isFull || bytes > limits.maxQueuedBytes) {
      return Promise.reject(new AuditUnavailable('QUEUE_FULL'));
    }
    if (deadline.aborted) return Promise.reject(new AuditUnavailable('DEADLINE'));
    return new Promise((resolve, reject) => {
      const expire = (): void => {
        this.#remove(waiting);
        reject(new AuditUnavailable('DEADLINE'));
      };
      const stop = this.#deadlines.watch(deadline, expire);
      const waiting: Waiting = {
        leaf,
        resolve: (index) => {
          stop();
          resolve(index);
        },
        reject: (error) => {
          stop();
          reject(error);
        },
      };
      this.#waiting.add(waiting);
      this.#bytes = bytes;
    });
  }

  /** Takes out the next batch: at least one entry where there is one, and as many more as its bounds allow. */
  takeBatch(): Waiting[] {
    const batch: Waiting[] = [];
    let bytes = 0;
    let subjects = 0;
    for (const waiting of this.#waiting) {
      bytes += waiting.leaf?.bytes.length ?? 0;
      subjects += waiting.leaf?.subjects.length ?? 0;
      const fits = bytes <= limits.maxBatchBytes && subjects <= limits.maxBatchSubjects;
      if (batch.length > 0 && (!fits || batch.length >= limits.maxBatchEntries)) break;
      this.#remove(waiting);
      batch.push(waiting);
    }
    return batch;
  }

  rejectAll(error: AuditUnavailable): void {
    for (const waiting of this.#waiting) {
      this.#remove(waiting);
      waiting.reject(error);
    }
  }

  #remove(waiting: Waiting): void {
    if (this.#waiting.delete(waiting)) this.#bytes -= waiting.leaf?.bytes.length ?? 0;
  }
}
