import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Parts } from '../../measure/sampler.ts';
import type { Progress } from '../../report/progress.ts';
import type { Province } from '../people/province.ts';
import type { MeasuredSize } from '../report/measured-size.ts';
import { writeRoster } from '../roster/write-roster.ts';
import { type CheckedResults, checkResults } from '../truth/check-results.ts';
import { summaryDifferences } from '../truth/summary-differences.ts';
import { measureScreening, type ScreeningRun } from './measure-screening.ts';

export interface ScreenSizeOptions {
  readonly province: Province;
  readonly size: number;
  readonly workers: number;
  readonly rounds: number;
  readonly gatewayUrl: string;
  readonly token: () => string;
  /** Before each round, so that none has to be renewed early in it. */
  readonly renewToken: () => Promise<void>;
  /** For roster and results, which go again. */
  readonly folder: string;
  readonly parts: () => Parts;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** Screens one roster some times, and checks every row and every count of every round. */
export async function screenSize(options: ScreenSizeOptions): Promise<MeasuredSize> {
  const { province, size, workers, rounds, folder, progress, signal } = options;
  const rosterFile = join(folder, `roster-${String(size)}.csv`);
  const resultsFile = join(folder, `results-${String(size)}.csv`);
  await writeRoster({ province, size, file: rosterFile, signal });
  const runs: ScreeningRun[] = [];
  const checks: CheckedResults[] = [];
  const wrongCounts = new Set<string>();
  for (let round = 0; round < rounds; round += 1) {
    await options.renewToken();
    const run = await measureScreening({ ...options, rosterFile, resultsFile });
    const checked = await checkResults({ province, size, file: resultsFile });
    rmSync(resultsFile);
    runs.push(run);
    checks.push(checked);
    const wrong = wrongCountsOf(run, checked);
    for (const line of wrong) wrongCounts.add(line);
    progress.line(
      `${size.toLocaleString('en')} rows in ${run.wallSeconds.toFixed(2)} s: ${verdictOf(checked, wrong)}`,
    );
  }
  rmSync(rosterFile);
  runs.sort((a, b) => a.wallSeconds - b.wallSeconds);
  checks.sort((a, b) => b.wrongRows - a.wrongRows || b.incompleteRows - a.incompleteRows);
  const [middle, worst] = [runs[runs.length >> 1], checks[0]];
  if (middle === undefined || worst === undefined) throw new RangeError('at least one round');
  const wallSeconds = runs.map((run) => run.wallSeconds);
  return { size, workers, run: middle, wallSeconds, checked: worst, wrongCounts: [...wrongCounts] };
}

/** An agency that did not answer is counted by the screening itself: then its other counts are not the truth's. */
function wrongCountsOf({ screening }: ScreeningRun, checked: CheckedResults): string[] {
  const { summary, progress } = screening;
  if (!summary) return ['there is none'];
  if (checked.incompleteRows === 0) return summaryDifferences(summary, checked.expected);
  return progress.unanswered > 0 ? [] : ['no student is unanswered'];
}

function verdictOf({ wrongRows, incompleteRows }: CheckedResults, wrongCounts: readonly string[]): string {
  if (wrongRows + wrongCounts.length > 0) {
    return `${wrongRows.toLocaleString('en')} rows and ${String(wrongCounts.length)} counts are WRONG`;
  }
  if (incompleteRows > 0)
    return `${incompleteRows.toLocaleString('en')} rows are INCOMPLETE, the others right`;
  return 'every row is right';
}
