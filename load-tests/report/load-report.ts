import type { K6Run } from '../measure/run-k6.ts';
import { heapGrowth } from '../scenarios/heap-growth.ts';
import type { Baselines, ScenarioResult } from '../scenarios/load-results.ts';
import { cpuPerAnswer } from './cpu-per-answer.ts';
import { machine } from './machine.ts';
import { markdownTable } from './markdown-table.ts';
import type { Plot } from './plot.ts';

export interface LoadReportOptions {
  readonly baselines: Baselines;
  readonly results: readonly ScenarioResult[];
  readonly plots: readonly Plot[];
  /** Of the demo county or a generated one, in words. */
  readonly county: string;
  readonly quick: boolean;
}

const ms = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0));
const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(0);

/** The results of a run as Markdown, for `results/load.md`. */
export function loadReport(options: LoadReportOptions): string {
  const { baselines, results, plots, county, quick } = options;
  return `${[
    '# Load test',
    `${new Date().toISOString().slice(0, 10)}, ${machine()}. ${county} Load generator, gateway, agencies, issuer and Postgres share this machine.`,
    ...(quick ? ['**A quick run: it shows that everything works; its numbers mean little.**'] : []),
    '## Baselines',
    'One request at a time on an idle system, and the most right and complete answers a second that any of the tried numbers of connections got.',
    baselineTable(baselines),
    '## Scenarios',
    'Rates are fixed, whether the last question was answered or not.',
    scenarioTable(results),
    ...results.map(section),
    '## CPU per answer, µs',
    'Of user and system time, over a whole run. Postgres is one cluster for all agencies, the gateway and the issuer.',
    cpuTable(baselines, results),
    '## Memory at the end of each run, MB',
    memoryTable(results),
    ...plots.map(({ name }) => `![${name}](${name}.svg)`),
  ].join('\n\n')}\n`;
}

function baselineTable(baselines: Baselines): string {
  return markdownTable(
    [
      'load',
      'idle p50, ms',
      'idle p99, ms',
      'saturation, answers/s',
      'at connections',
      'p50 there, ms',
      'p99 there, ms',
    ],
    [...baselines].map(([load, { idle, saturation }]) => [
      load,
      ms(idle.summary.p50),
      ms(idle.summary.p99),
      saturation.run.answersPerSecond.toFixed(0),
      String(saturation.connections),
      ms(saturation.run.summary.p50),
      ms(saturation.run.summary.p99),
    ]),
  );
}

function scenarioTable(results: readonly ScenarioResult[]): string {
  return markdownTable(
    [
      'scenario',
      'rate, 1/s',
      'answers',
      'p50, ms',
      'p90, ms',
      'p99, ms',
      'slowest, ms',
      'wrong',
      'turned away',
      'thresholds',
    ],
    results.map(({ scenario, rate, run: { summary } }) => [
      scenario.name,
      rate.toFixed(0),
      String(summary.answers),
      ms(summary.p50),
      ms(summary.p90),
      ms(summary.p99),
      ms(summary.max),
      String(summary.wrong),
      String(summary.overloaded),
      summary.thresholds.every(({ ok }) => ok) ? 'held' : '**crossed**',
    ]),
  );
}

function section({ scenario, run, heap, events }: ScenarioResult): string {
  const thresholds = run.summary.thresholds.map(
    ({ metric, condition, ok, measured }) =>
      `- ${ok ? 'held' : '**crossed**'}: \`${metric}\` ${condition} (measured ${ms(measured)})`,
  );
  const growth = heapGrowth(heap);
  const heapLines =
    heap.length === 0
      ? []
      : [
          `Heap after a full collection, MB: ${heap.map(({ atSeconds, bytes }) => `${megabytes(bytes)} at ${atSeconds.toFixed(0)} s`).join(', ')}.`,
          growth === undefined
            ? 'Too few looks to say whether it is flat.'
            : `${growth.isFlat ? 'Flat' : '**Not flat**'}: ${megabytes(growth.firstHalfBytes)} MB in the first half of the looks, ${megabytes(growth.secondHalfBytes)} MB in the second.`,
        ];
  const eventLines = events.map(({ atSeconds, what }) => `- ${atSeconds.toFixed(1)} s: ${what}`);
  return [
    `### ${scenario.name}: ${scenario.about}`,
    thresholds.join('\n'),
    ...heapLines,
    eventLines.join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function cpuTable(baselines: Baselines, results: readonly ScenarioResult[]): string {
  const runs: readonly (readonly [string, K6Run])[] = [
    ...[...baselines].map(([load, { saturation }]) => [`${load}, saturated`, saturation.run] as const),
    ...results
      .filter(({ scenario }) => scenario.name !== 'flood')
      .map(({ scenario, run }) => [scenario.name, run] as const),
  ];
  const parts = Object.keys(runs[0]?.[1].use ?? {});
  return markdownTable(
    ['run', ...parts, 'all'],
    runs.map(([name, run]) => {
      const perAnswer = parts.map((part) => cpuPerAnswer(run, [part]));
      return [
        name,
        ...[...perAnswer, cpuPerAnswer(run, parts)].map((microseconds) => microseconds.toFixed(0)),
      ];
    }),
  );
}

function memoryTable(results: readonly ScenarioResult[]): string {
  const parts = Object.keys(results[0]?.run.use ?? {});
  return markdownTable(
    ['scenario', ...parts],
    results.map(({ scenario, run }) => [
      scenario.name,
      ...parts.map((part) => megabytes(run.use[part]?.memoryBytes ?? 0)),
    ]),
  );
}
