import { Tally } from '../truth/tally.ts';
import type { MeasuredSize } from './measured-size.ts';

export interface MeasuredForTests {
  readonly size: number;
  readonly cpuMs: number;
  readonly seconds?: number;
  readonly megabytes?: number;
  readonly wrongRows?: number;
  readonly incompleteRows?: number;
  readonly workers?: number;
}

/** A screening that has taken so much. */
export const measuredForTests = ({
  size,
  cpuMs,
  seconds = 1,
  megabytes = 300,
  ...other
}: MeasuredForTests): MeasuredSize => ({
  size,
  workers: other.workers ?? 1,
  wallSeconds: [seconds],
  run: {
    uploadedSeconds: seconds / 2,
    completedSeconds: seconds,
    wallSeconds: seconds,
    use: {
      gateway: { cpuMs, peakMemoryBytes: megabytes * 1_000_000 },
      postgres: { cpuMs: 0, peakMemoryBytes: 900_000_000 },
      ...(other.workers === 2 && { 'screening-worker-2': { cpuMs: 0, peakMemoryBytes: 1 } }),
      client: { cpuMs: 1_000_000, peakMemoryBytes: 1 },
    },
    samples: [],
    leaves: 2,
    requests: 1,
    refusals: 0,
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
  checked: {
    expected: new Tally(),
    wrongRows: other.wrongRows ?? 0,
    incompleteRows: other.incompleteRows ?? 0,
    firstWrong: undefined,
  },
  wrongCounts: [],
});
