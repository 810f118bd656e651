import type { HeapLook } from './load-results.ts';

export interface HeapGrowth {
  readonly firstHalfBytes: number;
  readonly secondHalfBytes: number;
  readonly isFlat: boolean;
}

/**
 * What the generations of a cache and a collector's leftovers make two looks differ by: 3 percent of a heap, or 2 MB of a
 * small one. A leak of a hundred bytes a request, at 200 requests a second, makes four times that between the halves of a
 * soak of 20 minutes.
 */
const mostGrowth = 0.03;
const mostGrowthBytes = 2_000_000;

/** Compares the later looks at a heap with the earlier ones; `undefined` with fewer than two of each. */
export function heapGrowth(looks: readonly HeapLook[]): HeapGrowth | undefined {
  const half = Math.floor(looks.length / 2);
  if (half < 2) return undefined;
  const firstHalfBytes = mean(looks.slice(0, half));
  const secondHalfBytes = mean(looks.slice(-half));
  const most = Math.max(mostGrowthBytes, firstHalfBytes * mostGrowth);
  return { firstHalfBytes, secondHalfBytes, isFlat: secondHalfBytes - firstHalfBytes <= most };
}

const mean = (looks: readonly HeapLook[]): number =>
  looks.reduce((sum, { bytes }) => sum + bytes, 0) / looks.length;
