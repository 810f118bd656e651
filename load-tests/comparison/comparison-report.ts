import { machine } from '../report/machine.ts';
import { markdownTable } from '../report/markdown-table.ts';
import type { Plot } from '../report/plot.ts';
import { fairness } from './fairness.ts';
import { nameOf, type Rows } from './gateway-names.ts';
import { ratioTable } from './ratio-table.ts';
import type { CellSummary } from './summarise-runs.ts';

export interface ComparisonReportOptions {
  readonly cells: readonly CellSummary[];
  readonly plots: readonly Plot[];
  readonly county: string;
  readonly rounds: number;
  readonly quick: boolean;
}

const whole = (value: number): string => value.toFixed(0);

/** The comparison as Markdown, for `results/peers.md`. */
export function comparisonReport(options: ComparisonReportOptions): string {
  const { cells, plots, county, rounds, quick } = options;
  const modes = [...new Set(cells.map(({ rows }) => rows))];
  return `${[
    '# Hearthgate and its peers',
    `${new Date().toISOString().slice(0, 10)}, ${machine()}. ${county} Rounds: ${String(rounds)}. Only ratios travel from machine to machine.`,
    ...(quick ? ['**A quick run: it shows that everything works; its numbers mean little.**'] : []),
    ...modes.flatMap((rows) => [
      `## CPU per answer as multiples of Hearthgate’s, peers’ rows in ${rows}`,
      ratioTable(cells, rows),
    ]),
    fairness,
    ...modes.flatMap((rows) => sections(cells, rows)),
    ...plots.map(({ name }) => `![${name}](${name}.svg)`),
  ].join('\n\n')}\n`;
}

function sections(cells: readonly CellSummary[], rows: Rows): string[] {
  const own = cells.filter((cell) => cell.rows === rows);
  const groups = Map.groupBy(
    own,
    ({ students, connections }) =>
      `## ${String(students)} ${students === 1 ? 'student' : 'students'}, ${String(connections)} connections, peers’ rows in ${rows}`,
  );
  return [...groups].flatMap(([title, group]) => [title, detailTable(group)]);
}

function detailTable(cells: readonly CellSummary[]): string {
  return markdownTable(
    [
      'gateway',
      'gateway CPU, µs',
      'least–most',
      'agencies, µs',
      'Postgres, µs',
      'whole, µs',
      'answers/s',
      'p50, ms',
      'p99, ms',
      'memory, MB',
      'answers',
      'wrong or turned away',
      'incomplete',
    ],
    cells.map((cell) => [
      nameOf[cell.gateway],
      whole(cell.gatewayCpu),
      cell.gatewayCpuRange.map(whole).join('–'),
      whole(cell.agenciesCpu),
      whole(cell.postgresCpu),
      whole(cell.wholeCpu),
      whole(cell.answersPerSecond),
      whole(cell.p50),
      whole(cell.p99),
      whole(cell.gatewayMemoryBytes / 1_000_000),
      String(cell.answers),
      String(cell.wrong),
      String(cell.incomplete),
    ]),
  );
}
