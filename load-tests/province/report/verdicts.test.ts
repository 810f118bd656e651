import { expect, test } from 'vitest';
import { Tally } from '../truth/tally.ts';
import type { MeasuredSize } from './measured-size.ts';
import { verdicts } from './verdicts.ts';

interface Measured {
  readonly size: number;
  readonly cpuMs: number;
  readonly seconds?: number;
  readonly megabytes?: number;
  readonly wrongRows?: number;
}

const measured = ({ size, cpuMs, seconds = 1, megabytes = 300, wrongRows = 0 }: Measured): MeasuredSize => ({
  size,
  workers: 1,
  rounds: 1,
  run: {
    uploadedSeconds: seconds / 2,
    completedSeconds: seconds,
    wallSeconds: seconds,
    use: {
      gateway: { cpuMs, peakMemoryBytes: megabytes * 1_000_000 },
      postgres: { cpuMs: 0, peakMemoryBytes: 900_000_000 },
      client: { cpuMs: 1_000_000, peakMemoryBytes: 1 },
    },
    samples: [],
    leaves: 2,
    requests: 1,
    screening: {
      id: '',
      status: 'COMPLETED',
      uploadUrl: '',
      resultsUrl: '',
      progress: { total: size, complete: size, unanswered: 0 },
      failure: null,
      summary: null,
    },
  },
  checked: { expected: new Tally(), wrongRows, firstWrong: undefined },
  wrongCounts: [],
});

const small = measured({ size: 10_000, cpuMs: 300 });
const whole = measured({ size: 2_310_000, cpuMs: 70_000, seconds: 59 });
const verdict = (index: number, ...sizes: readonly MeasuredSize[]): string | undefined =>
  verdicts(sizes)[index];

test('what reaches every target holds every one', () => {
  expect(verdicts([small, whole]).filter((line) => !line.startsWith('- held: '))).toEqual([]);
});

test('a second too long, a megabyte too much, a dearer student and a wrong row do not hold', () => {
  const size = 2_310_000;
  expect(verdict(0, small, measured({ size, cpuMs: 1, seconds: 61 }))).toContain('**not held**');
  expect(verdict(1, small, measured({ size, cpuMs: 1, megabytes: 513 }))).toContain('gateway had 513 MB');
  expect(verdict(2, small, measured({ size, cpuMs: 140_000 }))).toContain('**not held**');
  expect(verdict(3, small, measured({ size, cpuMs: 1, wrongRows: 1 }))).toContain('**not held**');
});

test('without the whole province nothing is said to hold of it', () => {
  const half = measured({ size: 1_155_000, cpuMs: 1, seconds: 20 });
  expect(verdict(0, small, half)).toMatch(/^- not measured: .* would take 40 s$/);
});
