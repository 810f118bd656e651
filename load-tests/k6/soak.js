import { ask } from './ask.js';
import { atRate } from './at-rate.js';
import { settings, summaryTrendStats } from './settings.js';

export { handleSummary } from './summary.js';

/**
 * The mixed load for as long as leaks need to show: at least 20 minutes, in which every token has been renewed several
 * times, and every cache has been filled. Whether the heap stays flat is for the runner to say: k6 cannot see it.
 *
 * - no answer later than the deadline, also while the heap is collected whole for a look at it.
 * - nothing wrong, nobody turned away and nothing incomplete in the whole time.
 */
export const options = {
  summaryTrendStats,
  scenarios: { soak: atRate({ exec: 'soak' }) },
  thresholds: {
    answer_ms: [`max<=${settings.deadlineMs}`],
    wrong: ['count==0'],
    overloaded: ['count==0'],
    incomplete: ['count==0'],
  },
};

export function soak() {
  ask(settings.kinds);
}
