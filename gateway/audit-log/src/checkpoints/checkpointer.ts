import type pg from 'pg';
import { z } from 'zod';
import { checkpointText } from '../checkpoint/checkpoint-text.ts';
import { openCheckpoint } from '../checkpoint/open-checkpoint.ts';
import { parseFrontier } from '../append/parse-frontier.ts';
import { AuditUnavailable } from '../errors.ts';
import type { CheckpointKeys } from '../keys/load-checkpoint-keys.ts';
import { limits } from '../limits.ts';
import { signNote } from '../note/sign-note.ts';
import { hashReader } from '../read/hash-reader.ts';
import { indexColumn } from '../read/index-column.ts';
import { readRows } from '../read/read-rows.ts';
import { rootAt } from '../tree/root-at.ts';
import { rootOf } from '../tree/root-of.ts';

export interface CheckpointerOptions {
  readonly writerPool: pg.Pool;
  readonly readerPool: pg.Pool;
  readonly keys: () => CheckpointKeys;
  readonly reportFault: (error: unknown) => void;
}

export interface SignedCheckpoint {
  readonly size: number;
  /** C2SP tlog-checkpoint. */
  readonly note: string;
}

const storedCheckpoint = z.object({ size: indexColumn, note: z.string() });

/**
 * Signs the log's head. A signature is for good: it is made only for a log that still holds all that the newest stored
 * checkpoint says, and it is stored before anybody gets it.
 */
export class Checkpointer {
  readonly #options: CheckpointerOptions;
  #latest: SignedCheckpoint | undefined;
  #latestAtMs = -Infinity;
  #signing: Promise<SignedCheckpoint> | undefined;
  #reported = false;

  constructor(options: CheckpointerOptions) {
    this.#options = options;
  }

  /** At most a second behind the log. Errors: `AuditUnavailable`; `ROLLED_BACK` and `INCONSISTENT` are reported too. */
  async newest(): Promise<SignedCheckpoint> {
    const isFresh = performance.now() - this.#latestAtMs < limits.checkpointIntervalMs;
    return this.#latest && isFresh ? this.#latest : this.#sign();
  }

  /** One of a log that has this index, if the log has it by now. Errors: as `newest`. */
  async covering(index: number): Promise<SignedCheckpoint> {
    if (this.#latest && this.#latest.size > index) return this.#latest;
    // What is being signed may have read the head before this entry was there.
    await this.#signing?.catch(() => undefined);
    return this.#sign();
  }

  /** One at a time: whoever asks meanwhile gets the same. */
  async #sign(): Promise<SignedCheckpoint> {
    const startedMs = performance.now();
    this.#signing ??= this.#signHead().finally(() => {
      this.#signing = undefined;
    });
    try {
      this.#latest = await this.#signing;
      this.#latestAtMs = startedMs;
      this.#reported = false;
      return this.#latest;
    } catch (error) {
      if (!this.#reported) this.#options.reportFault(error);
      this.#reported = true;
      throw error;
    }
  }

  async #signHead(): Promise<SignedCheckpoint> {
    const { writerPool, keys } = this.#options;
    const { origin, signer } = keys();
    const [head, last] = await Promise.all([this.#readHead(), this.#readLast()]);
    if (last) await this.#checkExtends(last, head.size);
    if (last?.size === head.size) return last;
    const note = signNote(checkpointText({ origin, size: head.size, root: rootOf(head) }), [signer]);
    // Another process may have signed the same size meanwhile, under an older key, say: the first stands.
    await readRows({
      pool: writerPool,
      text: 'insert into log.checkpoint (size, note) values ($1, $2) on conflict do nothing',
      values: [head.size, note],
      row: z.unknown(),
    });
    const [stored] = await readRows({
      pool: writerPool,
      text: 'select size, note from log.checkpoint where size = $1',
      values: [head.size],
      row: storedCheckpoint,
    });
    if (!stored) throw new AuditUnavailable('INCONSISTENT');
    return stored;
  }

  async #readHead() {
    const [row] = await readRows({
      pool: this.#options.readerPool,
      text: 'select size, frontier from log.head',
      values: [],
      row: z.unknown(),
    });
    try {
      return parseFrontier(row);
    } catch (cause) {
      throw new AuditUnavailable('INCONSISTENT', { cause });
    }
  }

  async #readLast(): Promise<SignedCheckpoint | undefined> {
    const [last] = await readRows({
      pool: this.#options.readerPool,
      text: 'select size, note from log.checkpoint order by size desc limit 1',
      values: [],
      row: storedCheckpoint,
    });
    return last;
  }

  /** Whoever was given the last checkpoint has been told that the log only grows: signing anything else would be a fork. */
  async #checkExtends(last: SignedCheckpoint, size: number): Promise<void> {
    if (last.size > size) throw new AuditUnavailable('ROLLED_BACK');
    const root = await rootAt(last.size, hashReader(this.#options.readerPool));
    const { origin, verifiers } = this.#options.keys();
    try {
      const opened = openCheckpoint(last.note, verifiers);
      if (opened.origin === origin && opened.size === last.size && opened.root.equals(root)) return;
    } catch (cause) {
      throw new AuditUnavailable('INCONSISTENT', { cause });
    }
    throw new AuditUnavailable('INCONSISTENT');
  }
}
