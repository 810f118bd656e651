import http from 'k6/http';
import { Counter, Trend } from 'k6/metrics';
import { checkAnswer } from './check-answer.js';
import { questions, settings } from './settings.js';
import { tokenOf } from './token-of.js';

/** k6's own metrics also count the fetching of tokens; these are about questions alone. */
const answerMs = new Trend('answer_ms', true);
const answers = new Counter('answers');
const wrong = new Counter('wrong');
const overloaded = new Counter('overloaded');
const incomplete = new Counter('incomplete');

let told = false;

/** Asks a question of one of the kinds, by their weights, and counts what comes back. */
export function ask(kinds, tags = {}) {
  const kind = pickKind(kinds);
  const ofKind = questions[kind];
  const question = ofKind[Math.floor(Math.random() * ofKind.length)];
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  if (question.client !== undefined)
    headers.authorization = `Bearer ${tokenOf(question.client, question.purpose)}`;
  const response = http.post(settings.url, question.body, { headers, timeout: '10s', tags: { name: kind } });

  const own = { ...tags, kind };
  answerMs.add(response.timings.duration, own);
  answers.add(1, own);
  const right = checkAnswer(response, question);
  const turnedAway = isTurnedAway(response);
  wrong.add(right || turnedAway ? 0 : 1, own);
  overloaded.add(turnedAway ? 1 : 0, own);
  incomplete.add(right && response.body.includes('"complete":false') ? 1 : 0, own);
  if (!right && !turnedAway && !told) {
    told = true;
    // Status and code alone: an answer holds student numbers.
    const code = /"code":"([A-Z_]+)"/.exec(response.body ?? '')?.[1];
    console.error(`${kind}: HTTP ${response.status} ${code ?? response.error ?? ''} is not the right answer`);
  }
}

/** Told to come again, because the system has too much to do, and given no byte of data: late, but not wrong. */
function isTurnedAway({ status, headers, body }) {
  return status === 503 && Number(headers['Retry-After']) > 0 && !(body ?? '').includes('"data"');
}

function pickKind(kinds) {
  const total = kinds.reduce((sum, { weight }) => sum + weight, 0);
  let point = Math.random() * total;
  for (const { kind, weight } of kinds) {
    point -= weight;
    if (point < 0) return kind;
  }
  return kinds[0].kind;
}
