import http from 'k6/http';
import { Counter } from 'k6/metrics';
import { ask } from './ask.js';
import { atRate } from './at-rate.js';
import { questions, settings, summaryTrendStats } from './settings.js';
import { tokenOf } from './token-of.js';

export { handleSummary } from './summary.js';

const refused = new Counter('refused');
const notRefused = new Counter('not_refused');

/**
 * A flood of requests that must be refused, at half of what saturates with answers, and beside it a school that asks
 * what it may, at a tenth.
 *
 * - each is refused by its own code, or above a rate with 429 and `Retry-After`; none gets a byte of data.
 * - the school beside it does not feel it: p99 within 5 times an idle request, as at half load. A refusal costs less than
 *   an answer, or refusing would be a way to bring the gateway down.
 */
export const options = {
  summaryTrendStats,
  scenarios: {
    forged: atRate({ exec: 'forged', rate: settings.rate / 3 }),
    forbidden: atRate({ exec: 'forbidden', rate: settings.rate / 3 }),
    overRate: atRate({ exec: 'overRate', rate: settings.rate / 3 }),
    bystander: atRate({ exec: 'bystander', rate: settings.rate / 5 }),
  },
  thresholds: {
    answer_ms: [`p(99)<=${5 * settings.idleP50Ms}`, `max<=${settings.deadlineMs}`],
    wrong: ['count==0'],
    overloaded: ['count==0'],
    incomplete: ['count==0'],
    not_refused: ['count==0'],
    // A flood that never reached a kind of refusal has shown nothing of it.
    'refused{kind:forged}': ['count>0'],
    'refused{kind:forbidden}': ['count>0'],
    'refused{kind:overRate}': ['count>0'],
  },
};

export function bystander() {
  ask([{ kind: 'single', weight: 1 }]);
}

/** A good token whose signature is another's: as dear to refuse as it gets. */
export function forged() {
  const question = pick('single');
  const token = tokenOf(question.client, question.purpose);
  const [header, payload, signature] = token.split('.');
  const response = post(question, `${header}.${payload}.${signature.split('').reverse().join('')}`);
  count('forged', response.status === 401 || isRateLimited(response), response);
}

/** Fields that the token's purpose does not permit. */
export function forbidden() {
  const question = pick('forbidden');
  const response = post(question, tokenOf(question.client, question.purpose));
  const refusal = response.status === 403 && response.body.includes('"FIELD_NOT_PERMITTED"');
  count('forbidden', refusal, response);
}

/** A client at many times its rate. What is within the rate is answered, and counts for nothing here. */
export function overRate() {
  const question = pick('limited');
  const response = post(question, tokenOf(question.client, question.purpose));
  if (response.status !== 200) count('overRate', isRateLimited(response), response);
}

function pick(kind) {
  return questions[kind][Math.floor(Math.random() * questions[kind].length)];
}

function post({ body }, token) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  return http.post(settings.url, body, { headers, timeout: '10s', tags: { name: 'flood' } });
}

const isRateLimited = (response) => response.status === 429 && Number(response.headers['Retry-After']) > 0;

function count(kind, isRefused, response) {
  const right = isRefused && !response.body.includes('"householdStatus"');
  (right ? refused : notRefused).add(1, { kind });
}
