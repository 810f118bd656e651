import { settings } from './settings.js';

/**
 * Questions at a fixed rate, whether the last ones were answered or not, as schools ask: an answer that is late makes no
 * room for the next question. (A loop that waits for its answer slows down with the system and hides what it measures.)
 */
export function atRate({ exec, rate = settings.rate, seconds = settings.seconds, ...others }) {
  return {
    executor: 'constant-arrival-rate',
    exec,
    rate: Math.max(1, Math.round(rate)),
    timeUnit: '1s',
    duration: `${seconds}s`,
    // A question that takes the whole deadline occupies a virtual user for that second.
    preAllocatedVUs: Math.min(500, Math.max(20, Math.ceil(rate / 4))),
    maxVUs: Math.min(2_000, Math.max(50, Math.ceil(rate * 1.5))),
    ...others,
  };
}
