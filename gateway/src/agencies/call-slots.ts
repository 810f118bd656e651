/** A call that waits for a slot. */
export interface WaitingCall {
  /** Calls of one kind ask the same question, and could have been one. */
  readonly kind: string;
  /** Whether nobody fits in any more. */
  isFull(): boolean;
  /** Makes the call; settles when it is over. Does not reject. */
  start(): Promise<void>;
}

export interface CallSlotsOptions {
  /** Calls of all kinds together. */
  readonly most: number;
  /** How long a call may take before another of its kind goes out beside it. */
  readonly overlapAfterMs: number;
}

interface RunningCall {
  readonly kind: string;
  readonly startedAt: number;
}

/**
 * The calls to one agency that are under way. Of one kind there is one at a time, so that whoever asks meanwhile shares
 * the next; a second goes out beside it only when it is full, or when the first is stuck. Kinds that cannot share, such
 * as the rolls of different schools, do not wait for each other. When a call is stuck is looked at as others come: there
 * are no timers.
 *
 * By hand, since what cockatiel calls a bulkhead has one number for all, and what shares best would be slowest.
 */
export class CallSlots {
  readonly #options: CallSlotsOptions;
  readonly #waiting: WaitingCall[] = [];
  /** A few; no `Set`, see docs/decisions/0049. */
  #running: readonly RunningCall[] = [];

  constructor(options: CallSlotsOptions) {
    this.#options = options;
  }

  /** Starts the call now or when its turn has come. */
  enter(call: WaitingCall): void {
    this.#waiting.push(call);
    this.advance();
  }

  /** Starts what may start by now: to be called when a waiting call has grown. */
  advance(): void {
    for (let index = 0; index < this.#waiting.length && this.#running.length < this.#options.most;) {
      const call = this.#waiting[index];
      if (call === undefined || !this.#mayStart(call)) {
        index += 1;
        continue;
      }
      this.#waiting.splice(index, 1);
      void this.#run(call);
    }
  }

  #mayStart(call: WaitingCall): boolean {
    const stuckSince = performance.now() - this.#options.overlapAfterMs;
    for (const running of this.#running) {
      if (running.kind !== call.kind || running.startedAt < stuckSince) continue;
      return call.isFull();
    }
    return true;
  }

  async #run(call: WaitingCall): Promise<void> {
    const running = { kind: call.kind, startedAt: performance.now() };
    this.#running = [...this.#running, running];
    await call.start();
    this.#running = this.#running.filter((other) => other !== running);
    this.advance();
  }
}
