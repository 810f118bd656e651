import type { Plot } from '../../report/plot.ts';
import { cpuPerRow, type MeasuredSize } from './measured-size.ts';

const schema = 'https://vega.github.io/schema/vega-lite/v6.json';
const nameOf = ({ size, workers }: MeasuredSize): string =>
  `${size.toLocaleString('en')}${workers === 1 ? '' : `, ${String(workers)} workers`}`;

/** A report's plots: what a row costs by size, and the memory of the longest screening. */
export function provincePlots(measured: readonly MeasuredSize[]): readonly Plot[] {
  const longest = measured.reduce((most, each) => (each.size > most.size ? each : most));
  return [costPlot(measured), memoryPlot(longest)];
}

function costPlot(measured: readonly MeasuredSize[]): Plot {
  const values = measured.flatMap((each) =>
    Object.keys(each.run.use)
      .filter((part) => part !== 'client')
      .map((part, order) => ({ roster: nameOf(each), part, order, microseconds: cpuPerRow(each, part) })),
  );
  return {
    name: 'province-cost',
    specification: {
      $schema: schema,
      title: 'CPU a row, by the roster’s size',
      width: 480,
      height: { step: 32 },
      data: { values },
      mark: 'bar',
      encoding: {
        y: { field: 'roster', type: 'nominal', sort: null, title: 'rows' },
        x: { field: 'microseconds', type: 'quantitative', title: 'microseconds' },
        color: { field: 'part', type: 'nominal', sort: null, title: null, legend: { labelLimit: 200 } },
        order: { field: 'order' },
      },
    },
  };
}

function memoryPlot(longest: MeasuredSize): Plot {
  const values = longest.run.samples.flatMap(({ atSeconds, parts }) =>
    Object.entries(parts).map(([part, { memoryBytes }]) => ({
      seconds: atSeconds,
      part,
      megabytes: memoryBytes / 1_000_000,
    })),
  );
  return {
    name: 'province-memory',
    specification: {
      $schema: schema,
      title: `Memory while ${nameOf(longest)} rows are screened`,
      width: 520,
      height: 260,
      layer: [
        {
          data: { values },
          mark: 'line',
          encoding: {
            x: { field: 'seconds', type: 'quantitative' },
            y: { field: 'megabytes', type: 'quantitative' },
            color: { field: 'part', type: 'nominal', sort: null, title: null, legend: { labelLimit: 200 } },
          },
        },
        {
          data: { values: [{ megabytes: 512 }] },
          mark: { type: 'rule', strokeDash: [4, 3] },
          encoding: { y: { field: 'megabytes', type: 'quantitative' } },
        },
      ],
    },
  };
}
