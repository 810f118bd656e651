/**
 * How long one request waits. Many wait on it, at each of its agencies, so that it listens to the deadline's signal once
 * and keeps the callbacks in a list: listeners and controllers of `EventTarget` were a twentieth of a request's CPU.
 */
export class Patience implements Disposable {
  readonly #deadline: AbortSignal;
  readonly #passed: Promise<undefined>;
  #callbacks: (() => void)[] = [];
  readonly #pass: () => void;

  constructor(deadline: AbortSignal) {
    this.#deadline = deadline;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#passed = promise;
    const pass = (): void => {
      resolve(undefined);
      for (const callback of this.#callbacks) callback();
      this.#callbacks = [];
    };
    this.#pass = pass;
    if (deadline.aborted) this.#pass();
    else deadline.addEventListener('abort', this.#pass);
  }

  get over(): boolean {
    return this.#deadline.aborted;
  }

  /** Calls back once the request stops waiting, unless it is disposed of before. */
  whenOver(callback: () => void): void {
    if (this.over) callback();
    else this.#callbacks.push(callback);
  }

  /** What comes in time; `undefined` where nothing does. What comes later is not waited for, and not aborted. */
  async wait<Value>(coming: Promise<Value>): Promise<Value | undefined> {
    return this.over ? undefined : Promise.race([coming, this.#passed]);
  }

  [Symbol.dispose](): void {
    this.#deadline.removeEventListener('abort', this.#pass);
  }
}
