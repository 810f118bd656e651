import { ask } from './ask.js';
import { atRate } from './at-rate.js';
import { halfLoad } from './half-load.js';
import { settings, summaryTrendStats } from './settings.js';

export { handleSummary } from './summary.js';

/**
 * Several schools and an aid center, each for purposes of its own: requests that may not share an agency call, because
 * they differ in purpose or fields, next to those that may.
 *
 * The idle request is a class of 50, the heaviest that is asked here: a student asked about alone may wait behind one.
 */
export const options = {
  summaryTrendStats,
  scenarios: { mixed: atRate({ exec: 'mixed' }) },
  thresholds: halfLoad(settings.idleClassP50Ms),
};

export function mixed() {
  ask(settings.kinds);
}
