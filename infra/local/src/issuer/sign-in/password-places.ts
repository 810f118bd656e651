export interface PasswordPlacesOptions {
  readonly maxAtOnce: number;
  readonly maxWaiting: number;
}

/** Runs so many pieces of work at once and lets so many more wait; `undefined`, at once, for one above that. */
export type PasswordPlaces = <Result>(work: () => Promise<Result>) => Promise<Result | undefined>;

/** Bounds what passwords cost: each check takes memory and a thread, and anybody may ask for one. */
export function passwordPlaces({ maxAtOnce, maxWaiting }: PasswordPlacesOptions): PasswordPlaces {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= maxAtOnce) {
      if (waiting.length >= maxWaiting) return undefined;
      // Whoever ends hands its place over, so nobody comes in between.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
