import { expect, test } from 'vitest';
import { measuredForTests } from './measured-for-tests.ts';
import { provinceReport } from './province-report.ts';

const report = (wrongRows: number): string =>
  provinceReport({
    province: { students: 100_000, seed: 1 },
    measured: [
      measuredForTests({ size: 10_000, cpuMs: 300 }),
      measuredForTests({ size: 100_000, cpuMs: 3_000, workers: 2, wrongRows }),
    ],
    plots: [],
    loadAverage: 0,
    quick: false,
  });

test('a worker that some runs do not have has a column, empty for the others', () => {
  const [cpu = ''] = report(0).split('## CPU, µs a row\n').slice(1);
  const rows = cpu.split('\n').filter((line) => line.startsWith('| '));
  expect(rows[0]).toBe('| roster | gateway | postgres | client | screening-worker-2 | all but the client |');
  expect(rows[2]).toBe('| 10,000, 1 worker | 30.0 | 0.0 | 100000.0 | – | 30.0 |');
  expect(rows[3]).toBe('| 100,000, 2 workers | 30.0 | 0.0 | 10000.0 | 0.0 | 30.0 |');
});

test('a roster that came out wrong is told in words', () => {
  expect(report(0)).not.toContain('not right');
  expect(report(3)).toContain('**100,000, 2 workers: not right.**\n- 3 rows; the first: ');
});
