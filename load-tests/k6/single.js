import { ask } from './ask.js';
import { atRate } from './at-rate.js';
import { halfLoad } from './half-load.js';
import { settings, summaryTrendStats } from './settings.js';

export { handleSummary } from './summary.js';

/** One student a request, as an aid office does at its desk. */
export const options = {
  summaryTrendStats,
  scenarios: { single: atRate({ exec: 'single' }) },
  thresholds: halfLoad(),
};

export function single() {
  ask(settings.kinds);
}
