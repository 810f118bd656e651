/**
 * Does the time of an answer tell another school's student from a number that nobody has? Asks about both in turn, and
 * splits the requests about the stranger in two at random: their difference is the noise.
 *
 *   node load-tests/stranger-timing.ts GATEWAY_URL TOKEN STRANGER_NUMBER NOBODYS_NUMBER [PAIRS]
 *
 * The token's client must be without a rate limit, and both numbers of one letter: a G number costs a check digit more.
 */
const [gatewayUrl = '', token = '', stranger = '', nobody = '', pairs = '2000'] = process.argv.slice(2);
const query =
  'query ($n: StudentNumber!) { householdStatus(studentNumber: $n) { __typename ... on NotOnRoll { studentNumber } } }';

async function timeMs(n: string): Promise<number> {
  const started = performance.now();
  const response = await fetch(`${gatewayUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables: { n } }),
  });
  const text = await response.text();
  if (!text.includes('"NotOnRoll"'))
    throw new Error(`not an answer of this kind: HTTP ${String(response.status)}`);
  return performance.now() - started;
}

const median = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;

const times = { stranger: [] as number[], nobody: [] as number[], halves: [[], []] as [number[], number[]] };
for (let index = 0; index < 200; index += 1) await timeMs(index % 2 === 0 ? stranger : nobody);
for (let index = 0; index < Number(pairs); index += 1) {
  // Which comes first changes, so that what the one leaves behind does not always speed up the other.
  const order = Math.random() < 0.5 ? [stranger, nobody] : [nobody, stranger];
  for (const number of order) {
    const time = await timeMs(number);
    if (number === nobody) times.nobody.push(time);
    else {
      times.stranger.push(time);
      times.halves[Math.random() < 0.5 ? 0 : 1].push(time);
    }
  }
}
const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.floor(sorted.length * part)] ?? Number.NaN;
const sorted = times.stranger.toSorted((a, b) => a - b);
const result = {
  pairs: Number(pairs),
  medianStrangerMs: median(times.stranger),
  medianNobodyMs: median(times.nobody),
  /** Positive: the stranger's answers are the slower ones. */
  differenceMs: median(times.stranger) - median(times.nobody),
  /** Of the medians of two random halves of the stranger's answers. */
  noiseOfMediansMs: Math.abs(median(times.halves[0]) - median(times.halves[1])),
  /** Of single answers: the interquartile range, which is what one request shows. */
  noiseOfOneAnswerMs: quantile(sorted, 0.75) - quantile(sorted, 0.25),
};
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
