import { settings } from './settings.js';

/**
 * What a system at half its saturation throughput must hold, whatever is asked of it.
 *
 * - p99 within 5 times the median of one idle request. At half load a queue of one server has twice the idle time on
 *   average and about nine times at its 99th percentile; two cores that share the work, and agency calls shared by the
 *   requests that wait, must do better than that queue.
 * - none slower than the deadline: the gateway answers without an agency rather than late.
 * - no wrong answer: HTTP 200, no error, and what the county's oracle says or UNKNOWN.
 * - nobody turned away (503, `Retry-After`), and nothing incomplete: no agency is lost to this load.
 * - at most one in a thousand questions not asked in time by k6 itself: beyond that the rate was not the one that
 *   is reported.
 */
export function halfLoad(idleP50Ms = settings.idleP50Ms) {
  return {
    answer_ms: [`p(99)<=${5 * idleP50Ms}`, `max<=${settings.deadlineMs}`],
    wrong: ['count==0'],
    overloaded: ['count==0'],
    incomplete: ['count==0'],
    dropped_iterations: [`count<=${Math.ceil((settings.rate * settings.seconds) / 1_000)}`],
  };
}
