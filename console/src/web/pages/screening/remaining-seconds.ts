export interface ProgressSample {
  readonly atMs: number;
  readonly complete: number;
}

/**
 * For about how long a screening will go on, by its speed between two samples; `undefined` while nothing is known of it.
 * After a reload the first sample is its beginning, so that there is an estimate at once.
 */
export function remainingSeconds(
  from: ProgressSample,
  now: ProgressSample,
  total: number | null,
): number | undefined {
  const done = now.complete - from.complete;
  const seconds = (now.atMs - from.atMs) / 1000;
  if (total === null || done <= 0 || seconds <= 0) return undefined;
  return Math.ceil(((total - now.complete) * seconds) / done);
}
