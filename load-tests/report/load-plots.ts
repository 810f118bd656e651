import type { Baselines, ScenarioResult } from '../scenarios/load-results.ts';
import { cpuPerAnswer } from './cpu-per-answer.ts';
import type { Plot } from './plot.ts';

const schema = 'https://vega.github.io/schema/vega-lite/v6.json';

/** A report's plots: what saturates, how long answers take, who uses the CPU, the outage, the soak. */
export function loadPlots(baselines: Baselines, results: readonly ScenarioResult[]): readonly Plot[] {
  return [
    saturationPlot(baselines),
    ...(results.length > 0 ? [latencyPlot(results)] : []),
    cpuPlot(baselines),
    ...results.filter(({ scenario }) => scenario.outage !== undefined).map(outagePlot),
    ...results.filter(({ scenario }) => scenario.watchesHeap).map(memoryPlot),
  ];
}

function saturationPlot(baselines: Baselines): Plot {
  const values = [...baselines].flatMap(([load, { steps }]) =>
    steps.map(({ connections, run }) => ({ load, connections, rate: run.answersPerSecond })),
  );
  return {
    name: 'load-saturation',
    specification: {
      $schema: schema,
      title: 'Throughput by connections',
      width: 420,
      height: 240,
      data: { values },
      mark: { type: 'line', point: true },
      encoding: {
        x: {
          field: 'connections',
          type: 'quantitative',
          scale: { type: 'log', base: 2 },
          title: 'connections',
        },
        y: { field: 'rate', type: 'quantitative', title: 'answers a second' },
        color: { field: 'load', type: 'nominal', title: 'load' },
      },
    },
  };
}

function latencyPlot(results: readonly ScenarioResult[]): Plot {
  const values = results.flatMap(({ scenario: { name }, run: { summary } }) => [
    { scenario: name, statistic: 'p50', ms: summary.p50 },
    { scenario: name, statistic: 'p90', ms: summary.p90 },
    { scenario: name, statistic: 'p99', ms: summary.p99 },
    { scenario: name, statistic: 'slowest', ms: summary.max },
  ]);
  return {
    name: 'load-latency',
    specification: {
      $schema: schema,
      title: 'Time to an answer',
      width: 420,
      height: 240,
      data: { values },
      mark: { type: 'point', filled: true, size: 70 },
      encoding: {
        x: { field: 'scenario', type: 'nominal', sort: null, title: null, axis: { labelAngle: 0 } },
        y: { field: 'ms', type: 'quantitative', scale: { type: 'log' }, title: 'milliseconds' },
        color: { field: 'statistic', type: 'nominal', sort: null, title: null },
      },
    },
  };
}

function cpuPlot(baselines: Baselines): Plot {
  const values = [...baselines].flatMap(
    ([
      load,
      {
        saturation: { run },
      },
    ]) =>
      Object.keys(run.use).map((part, order) => ({
        load,
        part,
        order,
        microseconds: cpuPerAnswer(run, [part]),
      })),
  );
  return {
    name: 'load-cpu',
    specification: {
      $schema: schema,
      title: 'CPU per answer, saturated',
      width: 420,
      height: { step: 28 },
      data: { values },
      mark: 'bar',
      encoding: {
        y: { field: 'load', type: 'nominal', sort: null, title: null },
        x: { field: 'microseconds', type: 'quantitative', title: 'microseconds' },
        color: { field: 'part', type: 'nominal', sort: null, title: null, legend: { labelLimit: 200 } },
        order: { field: 'order' },
      },
    },
  };
}

function outagePlot({ scenario, run: { counts }, events }: ScenarioResult): Plot {
  const values = counts.slice(1).flatMap((count, index) => {
    const before = counts[index] ?? count;
    const seconds = count.atSeconds - before.atSeconds;
    const incomplete = (count.incomplete - before.incomplete) / seconds;
    const complete = (count.answers - before.answers) / seconds - incomplete;
    return [
      { at: count.atSeconds, answers: 'complete', rate: complete },
      { at: count.atSeconds, answers: 'incomplete', rate: incomplete },
    ];
  });
  return {
    name: 'load-outage',
    specification: {
      $schema: schema,
      title: `${scenario.about} (${scenario.name})`,
      width: 520,
      height: 220,
      layer: [
        {
          data: { values },
          mark: { type: 'area', interpolate: 'step-before' },
          encoding: {
            x: { field: 'at', type: 'quantitative', title: 'seconds' },
            y: { field: 'rate', type: 'quantitative', stack: 'zero', title: 'answers a second' },
            color: { field: 'answers', type: 'nominal', title: null },
          },
        },
        {
          data: { values: events },
          mark: { type: 'rule', strokeDash: [4, 3] },
          encoding: { x: { field: 'atSeconds', type: 'quantitative' } },
        },
        {
          data: { values: events },
          mark: { type: 'text', align: 'left', baseline: 'top', dx: 3, y: 2 },
          encoding: { x: { field: 'atSeconds', type: 'quantitative' }, text: { field: 'what' } },
        },
      ],
    },
  };
}

function memoryPlot({ run: { samples }, heap }: ScenarioResult): Plot {
  const values = samples.flatMap(({ atSeconds, parts }) =>
    Object.entries(parts).map(([part, { memoryBytes }]) => ({
      minutes: atSeconds / 60,
      part,
      megabytes: memoryBytes / 1_000_000,
    })),
  );
  const looks = heap.map(({ atSeconds, bytes }) => ({
    minutes: atSeconds / 60,
    megabytes: bytes / 1_000_000,
  }));
  return {
    name: 'load-memory',
    specification: {
      $schema: schema,
      title: 'Memory in the soak (points: the gateway’s heap after a full collection)',
      width: 520,
      height: 260,
      layer: [
        {
          data: { values },
          mark: 'line',
          encoding: {
            x: { field: 'minutes', type: 'quantitative' },
            y: { field: 'megabytes', type: 'quantitative' },
            color: { field: 'part', type: 'nominal', sort: null, title: null },
          },
        },
        {
          data: { values: looks },
          mark: { type: 'point', filled: true, color: 'black', size: 50 },
          encoding: {
            x: { field: 'minutes', type: 'quantitative' },
            y: { field: 'megabytes', type: 'quantitative' },
          },
        },
      ],
    },
  };
}
