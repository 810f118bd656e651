import type { Cell, CellRun } from './compared.ts';

/** A cell over its rounds: medians, and how far the rounds lie apart. */
export interface CellSummary extends Cell {
  readonly answersPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly gatewayCpu: number;
  /** Least and most of the rounds. */
  readonly gatewayCpuRange: readonly [number, number];
  readonly agenciesCpu: number;
  readonly postgresCpu: number;
  /** Gateway, agencies and Postgres. */
  readonly wholeCpu: number;
  readonly gatewayMemoryBytes: number;
  /** Of all rounds, and so are the incomplete ones. */
  readonly wrong: number;
  readonly incomplete: number;
  readonly answers: number;
}

/** Medians of every cell, in the order in which cells first occur. */
export function summariseRuns(runs: readonly CellRun[]): readonly CellSummary[] {
  const cells = Map.groupBy(runs, ({ gateway, rows, students, connections }) =>
    [gateway, rows, students, connections].join(' '),
  );
  return [...cells.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const { gateway, rows, students, connections } = first;
    const of = (value: (run: CellRun) => number): number => median(own.map(value));
    const gatewayCpus = own.map(({ gatewayCpu }) => gatewayCpu);
    return [
      {
        gateway,
        rows,
        students,
        connections,
        answersPerSecond: of((run) => run.answersPerSecond),
        p50: of(({ p50 }) => p50),
        p99: of(({ p99 }) => p99),
        gatewayCpu: median(gatewayCpus),
        gatewayCpuRange: [Math.min(...gatewayCpus), Math.max(...gatewayCpus)],
        agenciesCpu: of(({ agenciesCpu }) => agenciesCpu),
        postgresCpu: of(({ postgresCpu }) => postgresCpu),
        wholeCpu: of((run) => run.gatewayCpu + run.agenciesCpu + run.postgresCpu),
        gatewayMemoryBytes: of(({ gatewayMemoryBytes }) => gatewayMemoryBytes),
        wrong: sumOf(own, ({ wrong }) => wrong),
        incomplete: sumOf(own, ({ incomplete }) => incomplete),
        answers: sumOf(own, ({ answers }) => answers),
      },
    ];
  });
}

const sumOf = (runs: readonly CellRun[], value: (run: CellRun) => number): number =>
  runs.reduce((sum, run) => sum + value(run), 0);

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? upper)) / 2;
}
