export interface MapInOrderOptions<In, Out> {
  /** How many pieces of work are under way at a time, results that wait for their turn included. */
  readonly concurrency: number;
  readonly work: (item: In) => Promise<Out>;
}

/**
 * Works on several items at a time and gives the results in the items' order. Takes no further item while `concurrency`
 * results are outstanding, so memory does not grow with the source. The first failure in order ends it; work that is
 * under way then is the caller's to stop.
 */
export async function* mapInOrder<In, Out>(
  source: AsyncIterable<In>,
  { concurrency, work }: MapInOrderOptions<In, Out>,
): AsyncGenerator<Out> {
  const underWay: Promise<Out>[] = [];
  for await (const item of source) {
    const result = work(item);
    // Met when its turn comes; until then a failure must not count as one that nobody handles.
    result.catch(() => undefined);
    underWay.push(result);
    const first = underWay.length >= concurrency ? underWay.shift() : undefined;
    if (first) yield await first;
  }
  for (const result of underWay) yield await result;
}
