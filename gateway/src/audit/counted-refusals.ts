import type { AuditEntry, AuditLog } from '@hearthgate/audit-log';
import { limits } from '../limits.ts';
import type { CountedCaller } from './outcome-record.ts';

interface Count {
  readonly caller: CountedCaller;
  readonly from: Date;
  to: Date;
  readonly counts: Map<string, number>;
}

/** Callers beyond the bound are counted together: who floods from everywhere is nobody in particular. */
const everybodyElse: CountedCaller = { network: '*' };

export interface CountRefusalsOptions {
  readonly log: Pick<AuditLog, 'commit'>;
  readonly reportFault: (error: unknown) => void;
  /** Of a test. */
  readonly now?: () => Date;
}

/**
 * Refusals that have no leaf of their own, counted for each caller and minute and written as one leaf each when the
 * minute is over. While the log cannot be written they stay counted; what a killed gateway had counted is lost, at most
 * a minute of it.
 */
export class CountedRefusals {
  readonly #options: CountRefusalsOptions;
  readonly #now: () => Date;
  readonly #timer: NodeJS.Timeout;
  #counting = new Map<string, Count>();
  #writing: Promise<void> = Promise.resolve();

  constructor(options: CountRefusalsOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
    this.#timer = setInterval(() => void this.write(), limits.refusalsWrittenEveryMs).unref();
  }

  count(caller: CountedCaller, code: string): void {
    const count = this.#countOf(caller);
    count.to = this.#now();
    count.counts.set(code, (count.counts.get(code) ?? 0) + 1);
  }

  /** Writes what was counted until now; one writing at a time. Never throws: what could not be written is counted on. */
  write(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#writeAll());
    return this.#writing;
  }

  /** Writes the rest. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.write();
  }

  #countOf(caller: CountedCaller): Count {
    const key = keyOf(caller);
    const known = this.#counting.get(key);
    if (known) return known;
    if (this.#counting.size >= limits.maxCallersCounted && caller !== everybodyElse) {
      return this.#countOf(everybodyElse);
    }
    const now = this.#now();
    const count: Count = { caller, from: now, to: now, counts: new Map() };
    this.#counting.set(key, count);
    return count;
  }

  async #writeAll(): Promise<void> {
    const written = [...this.#counting.values()];
    if (written.length === 0) return;
    this.#counting = new Map();
    const deadline = AbortSignal.timeout(limits.refusalsWriteTimeoutMs);
    const results = await Promise.allSettled(
      written.map((count) => this.#options.log.commit(entryOf(count), deadline)),
    );
    let failure: unknown;
    for (const [index, result] of results.entries()) {
      const count = written[index];
      if (result.status === 'fulfilled' || !count) continue;
      failure = result.reason;
      this.#putBack(count);
    }
    if (failure !== undefined) this.#options.reportFault(failure);
  }

  #putBack({ caller, from, to, counts }: Count): void {
    const key = keyOf(caller);
    const since = this.#counting.get(key);
    const merged: Count = { caller, from, to: since?.to ?? to, counts: new Map(counts) };
    for (const [code, count] of since?.counts ?? []) {
      merged.counts.set(code, (merged.counts.get(code) ?? 0) + count);
    }
    this.#counting.set(key, merged);
  }
}

function keyOf(caller: CountedCaller): string {
  return 'client' in caller ? `client ${caller.client}` : `network ${caller.network}`;
}

function entryOf({ caller, from, to, counts }: Count): AuditEntry {
  return { kind: 'REFUSALS', time: to, caller, from, to, counts: Object.fromEntries(counts) };
}
