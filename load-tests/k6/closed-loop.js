import { sleep } from 'k6';
import { ask } from './ask.js';
import { settings, summaryTrendStats } from './settings.js';

export { handleSummary } from './summary.js';

/**
 * A fixed number of connections, each asking again as soon as it was answered: what warms up, finds the saturation
 * throughput and compares gateways. With one connection and a pause: the idle request. No thresholds: where saturation is
 * looked for, a gateway may refuse what is too much, and the runner counts right and complete answers alone.
 */
export const options = {
  summaryTrendStats,
  scenarios: {
    loop: {
      executor: 'constant-vus',
      exec: 'loop',
      vus: settings.connections,
      duration: `${settings.seconds}s`,
      gracefulStop: '5s',
    },
  },
};

export function loop() {
  ask(settings.kinds);
  if (settings.pauseMs > 0) sleep(settings.pauseMs / 1_000);
}
