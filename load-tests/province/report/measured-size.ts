import type { ScreeningRun } from '../screening/measure-screening.ts';
import type { CheckedResults } from '../truth/check-results.ts';

/** One roster, screened and checked. */
export interface MeasuredSize {
  /** Rows of the roster. */
  readonly size: number;
  readonly workers: number;
  /** Of several rounds the one in the middle, by its wall time. */
  readonly run: ScreeningRun;
  /** Of each round, growing. */
  readonly wallSeconds: readonly number[];
  /** Of the round that was checked the worst. */
  readonly checked: CheckedResults;
  /** Counts of a round's summary that are not what they must be, where all its rows were complete. */
  readonly wrongCounts: readonly string[];
}

export const isRight = ({ checked, wrongCounts }: MeasuredSize): boolean =>
  checked.wrongRows === 0 && wrongCounts.length === 0;

export const isComplete = ({ checked }: MeasuredSize): boolean => checked.incompleteRows === 0;

/** Microseconds of CPU that the system took for a row, its client not counted. */
export const cpuPerRow = ({ size, run }: MeasuredSize, part?: string): number => {
  const parts = part === undefined ? Object.keys(run.use).filter((name) => name !== 'client') : [part];
  return (parts.reduce((sum, name) => sum + (run.use[name]?.cpuMs ?? 0), 0) * 1_000) / size;
};
