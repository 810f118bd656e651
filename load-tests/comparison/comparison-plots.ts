import type { Plot } from '../report/plot.ts';
import { nameOf } from './gateway-names.ts';
import type { CellSummary } from './summarise-runs.ts';

/** CPU per answer of each gateway, by what it goes to, in a plot for each place of the rows. */
export function comparisonPlots(cells: readonly CellSummary[]): readonly Plot[] {
  return [...Map.groupBy(cells, ({ rows }) => rows)].map(([rows, own]) => ({
    name: `peers-${rows}`,
    specification: {
      $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
      title: `CPU per answer, peers’ rows in ${rows}`,
      data: { values: own.flatMap(barsOf) },
      facet: {
        row: { field: 'students', type: 'ordinal', title: 'students a request' },
        column: { field: 'connections', type: 'ordinal', title: 'connections' },
      },
      resolve: { scale: { x: 'independent' } },
      spec: {
        width: 260,
        height: { step: 22 },
        mark: 'bar',
        encoding: {
          y: { field: 'gateway', type: 'nominal', sort: null, title: null, axis: { labelLimit: 260 } },
          x: { field: 'microseconds', type: 'quantitative', title: 'microseconds' },
          color: { field: 'part', type: 'nominal', sort: null, title: null },
          order: { field: 'order' },
        },
      },
    },
  }));
}

function barsOf(cell: CellSummary): object[] {
  const { gateway, students, connections, gatewayCpu, agenciesCpu, postgresCpu } = cell;
  const common = { gateway: nameOf[gateway], students, connections };
  return [
    { ...common, part: 'gateway', order: 0, microseconds: gatewayCpu },
    { ...common, part: 'agencies', order: 1, microseconds: agenciesCpu },
    { ...common, part: 'Postgres', order: 2, microseconds: postgresCpu },
  ];
}
