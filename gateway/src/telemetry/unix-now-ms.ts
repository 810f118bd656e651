/** How long the wall clock is believed before it is looked at again. */
const takenEveryMs = 60_000;

let zeroMs = Number.NaN;
let takenAtMs = Number.NEGATIVE_INFINITY;

/**
 * Milliseconds since 1970 with their fractions: the monotonic clock, whose zero is set by the wall clock once a minute.
 * `Date.now()` alone has no fractions; `performance.timeOrigin` alone drifts away over weeks.
 */
export function unixNowMs(): number {
  const nowMs = performance.now();
  if (nowMs - takenAtMs > takenEveryMs) {
    takenAtMs = nowMs;
    zeroMs = Date.now() - nowMs;
  }
  return zeroMs + nowMs;
}
