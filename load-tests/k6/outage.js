import http from 'k6/http';
import exec from 'k6/execution';
import { ask } from './ask.js';
import { atRate } from './at-rate.js';
import { settings, summaryTrendStats } from './settings.js';

export { handleSummary } from './summary.js';

/**
 * An agency goes away in mid-run and comes back, twice: first it freezes (its connections stay open and nothing answers,
 * the worst way to be away), later it is killed (connections are refused until the supervisor has started another).
 */
const { agency, steadySeconds, frozenSeconds, recoverySeconds } = settings.outage;
const freezeAt = steadySeconds;
const thawAt = freezeAt + frozenSeconds;
const killAt = thawAt + recoverySeconds + steadySeconds;
const endAt = killAt + recoverySeconds + steadySeconds;

const once = (name, startAt) => ({
  executor: 'shared-iterations',
  exec: name,
  vus: 1,
  iterations: 1,
  startTime: `${startAt}s`,
});

/**
 * - nothing wrong, ever, and nobody turned away: what is not known is UNKNOWN, HTTP 200 all the time, and no YES turns
 *   into a NO.
 * - no answer later than the deadline, while the agency hangs too.
 * - complete before; incomplete while it is away, or the outage was none; complete again 10 s after it is back: its
 *   start takes two or three, and whatever keeps the gateway from asking a broken agency must let go by then.
 */
export const options = {
  summaryTrendStats,
  scenarios: {
    outage: atRate({ exec: 'asking', seconds: endAt }),
    freeze: once('freeze', freezeAt),
    thaw: once('thaw', thawAt),
    kill: once('kill', killAt),
  },
  thresholds: {
    answer_ms: [`max<=${settings.deadlineMs}`],
    'answer_ms{phase:away}': [`max<=${settings.deadlineMs}`],
    wrong: ['count==0'],
    overloaded: ['count==0'],
    'incomplete{phase:before}': ['count==0'],
    'incomplete{phase:away}': ['count>0'],
    'incomplete{phase:restored}': ['count==0'],
  },
};

export function asking() {
  ask(settings.kinds, { phase: phaseAt(exec.instance.currentTestRunDuration / 1_000) });
}

function phaseAt(seconds) {
  if (seconds < freezeAt - 1) return 'before';
  if (seconds > freezeAt + 1 && seconds < thawAt) return 'away';
  const isBack = seconds > thawAt + recoverySeconds && seconds < killAt - 1;
  return isBack || seconds > killAt + recoverySeconds ? 'restored' : 'between';
}

const order = (what) => {
  const response = http.post(`${settings.controlUrl}/agencies/${agency}/${what}`, null, {
    tags: { name: what },
  });
  if (response.status !== 204) exec.test.abort(`the runner could not ${what} ${agency}`);
};

export function freeze() {
  order('freeze');
}

export function thaw() {
  order('thaw');
}

export function kill() {
  order('kill');
}
