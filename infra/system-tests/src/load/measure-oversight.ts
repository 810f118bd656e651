import { openLogReview } from '@hearthgate/audit-log';
import { withClient } from '@hearthgate/database';
import type { DurableAuditLog } from './open-durable-audit-log.ts';

export interface MeasureOversightOptions {
  readonly bench: DurableAuditLog;
  readonly report: (line: string) => void;
  readonly size: number;
}

const dayMs = 86_400_000;

/** The rules look each student up: of more it would be a measurement of hours. */
const ruledLeaves = 20_000;

/** Two years of 3,000 schools, each asking on every day, and 10,000 findings: more than ten million leaves are likely to leave behind. */
const manyRows = [
  `insert into review.location_activity
   select date_trunc('day', now()) - day * interval '1 day' - interval '8 hours', (3499100000 + school)::text, 9, 1, 10
   from generate_series(1, 730) as day, generate_series(1, 3000) as school`,
  `insert into review.location_month
   select date_trunc('month', day + interval '8 hours', 'UTC') - interval '8 hours', location, sum(answered), sum(refused), sum(subjects)
   from review.location_activity where location < '3499107000' or location >= '3499107500'
   group by 1, 2 on conflict do nothing`,
  `insert into review.activity
   select date_trunc('hour', now()) - hour * interval '1 hour', 'REQUEST', purpose, outcome, 100, 100, 100
   from generate_series(2, 17520) as hour, unnest(array['AID_ELIGIBILITY', 'FEE_WAIVER', 'AID_DETERMINATION']) as purpose,
     unnest(array['ANSWERED', 'FIELD_NOT_PERMITTED', 'AGENCY_UNAVAILABLE']) as outcome`,
  `insert into review.client_activity
   select 'client-' || school, date_trunc('hour', now()) - hour * interval '1 hour', (3499100000 + school)::text, 9, 1, 10, 0
   from generate_series(2, 100) as hour, generate_series(1, 3000) as school`,
  `insert into review.finding (rule, key, client, locations, begins, ends, count, usual, evidence, leaves)
   select 'WALKING_NUMBERS', n::text, 'client', '{3499100000}', now(), now(), 40, 50, '{1,2,3}', 3
   from generate_series(1, 10000) as n`,
  `insert into review.finding_review (finding, state, note, officer, trace_id)
   select number, 'EXPLAINED', 'explained', 'officer', 'x' from review.finding where number % 100 <> 0`,
  'analyze',
];

/** What a privacy officer's overview costs, and how fast what it is read from is made. */
export async function measureOversight({ bench, report, size }: MeasureOversightOptions): Promise<void> {
  const { reviewUrl, checkpointKeysFile } = bench;
  const review = openLogReview({
    reviewUrl,
    checkpointKeysFile,
    jobShare: 1,
    reportFault: (error) => {
      process.stderr.write(`${String(error)}\n`);
    },
  });
  const startedMs = performance.now();
  await untilAt(bench.ownerUrl, 'rollup', size);
  const rolledMs = performance.now() - startedMs;
  const ruled = Math.min(size, ruledLeaves);
  await ruleFrom(bench.ownerUrl, size - ruled);
  const ruledFromMs = performance.now();
  await untilAt(bench.ownerUrl, 'rules', size);
  const ruledMs = performance.now() - ruledFromMs;
  report(
    `\n## Oversight\n\nUnthrottled, ${size.toLocaleString('en-US')} leaves rolled up in ${(rolledMs / 1_000).toFixed(1)} s, the newest ${ruled.toLocaleString('en-US')} held against the rules in ${(ruledMs / 1_000).toFixed(1)} s. Then, over two years of 3,000 schools and 10,000 findings besides:\n\n| of | median (ms) | slowest (ms) |\n| --- | --- | --- |`,
  );
  await withClient(bench.ownerUrl, async (owner) => {
    for (const text of manyRows) await owner.query(text);
  });
  const until = new Date(Date.now() + dayMs);
  const over = (days: number) => () =>
    review.overview({ from: new Date(until.getTime() - days * dayMs), to: until });
  const cases: Record<string, () => Promise<unknown>> = {
    'an overview of 2 days': over(2),
    'of 30 days': over(30),
    'of 366 days': over(366),
    'of 731 days': over(731),
    integrity: () => review.integrity(),
    'unusual access': () => review.unusual({ limit: 50 }),
    'unusual access that is open': () => review.unusual({ limit: 50, state: 'OPEN' }),
    'unusual access that was escalated (none)': () => review.unusual({ limit: 50, state: 'ESCALATED' }),
  };
  for (const [name, ask] of Object.entries(cases)) {
    const times: number[] = [];
    for (let n = 0; n < 10; n += 1) {
      const askedMs = performance.now();
      await ask();
      times.push(performance.now() - askedMs);
    }
    times.sort((a, b) => a - b);
    report(`| ${name} | ${(times[5] ?? 0).toFixed(1)} | ${(times[9] ?? 0).toFixed(1)} |`);
  }
  await review.close();
}

/** Has the rules go on from a leaf, as if all before it had been held against them. */
async function ruleFrom(ownerUrl: string, leaf: number): Promise<void> {
  await withClient(ownerUrl, (owner) =>
    owner.query(`update review.progress set next = greatest(next, $1), definition = 1 where job = 'rules'`, [
      leaf,
    ]),
  );
}

async function untilAt(ownerUrl: string, job: 'rollup' | 'rules', size: number): Promise<void> {
  await withClient(ownerUrl, async (owner) => {
    for (;;) {
      const { rows } = await owner.query<{ next: string }>(
        'select next from review.progress where job = $1',
        [job],
      );
      if (Number(rows[0]?.next) >= size) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });
}
