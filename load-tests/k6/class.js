import { ask } from './ask.js';
import { atRate } from './at-rate.js';
import { halfLoad } from './half-load.js';
import { settings, summaryTrendStats } from './settings.js';

export { handleSummary } from './summary.js';

/** A class of 50 a request. The rate is half of what saturates with classes, the idle request is a class. */
export const options = {
  summaryTrendStats,
  scenarios: { class: atRate({ exec: 'classOf50' }) },
  thresholds: halfLoad(),
};

export function classOf50() {
  ask(settings.kinds);
}
