/**
 * Who waits until which deadline. An `AbortSignal` looks through all of its listeners for each that is added or removed,
 * so thousands of entries under one deadline would take seconds: here they share a listener.
 */
export class Deadlines {
  readonly #waiting = new Map<AbortSignal, Set<() => void>>();

  /** Has `expire` called once the deadline is over, unless the function that comes back is called before. */
  watch(deadline: AbortSignal, expire: () => void): () => void {
    const waiting = this.#waiting.get(deadline) ?? this.#listenTo(deadline);
    waiting.add(expire);
    return () => {
      waiting.delete(expire);
      if (waiting.size === 0) this.#stop(deadline);
    };
  }

  #listenTo(deadline: AbortSignal): Set<() => void> {
    const waiting = new Set<() => void>();
    this.#waiting.set(deadline, waiting);
    deadline.addEventListener('abort', this.#expireAll);
    return waiting;
  }

  #stop(deadline: AbortSignal): void {
    this.#waiting.delete(deadline);
    deadline.removeEventListener('abort', this.#expireAll);
  }

  readonly #expireAll = ({ target }: Event): void => {
    if (!(target instanceof AbortSignal)) return;
    const waiting = this.#waiting.get(target);
    this.#stop(target);
    for (const expire of waiting ?? []) expire();
  };
}
