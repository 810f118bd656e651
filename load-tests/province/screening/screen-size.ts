import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Parts } from '../../measure/sampler.ts';
import type { Progress } from '../../report/progress.ts';
import type { Province } from '../people/province.ts';
import type { MeasuredSize } from '../report/measured-size.ts';
import { writeRoster } from '../roster/write-roster.ts';
import { checkResults } from '../truth/check-results.ts';
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
  const name = size.toLocaleString('en');
  const rosterFile = join(folder, `roster-${String(size)}.csv`);
  const resultsFile = join(folder, `results-${String(size)}.csv`);
  await writeRoster({ province, size, file: rosterFile, signal });
  const runs: ScreeningRun[] = [];
  const wrongCounts = new Set<string>();
  let worst = await screenAndCheck();
  while (runs.length < rounds) {
    const next = await screenAndCheck();
    if (next.wrongRows > worst.wrongRows) worst = next;
  }
  rmSync(rosterFile);
  runs.sort((a, b) => a.wallSeconds - b.wallSeconds);
  const middle = runs[runs.length >> 1];
  if (middle === undefined) throw new RangeError('at least one round');
  return { size, workers, rounds, run: middle, checked: worst, wrongCounts: [...wrongCounts] };

  async function screenAndCheck() {
    await options.renewToken();
    const run = await measureScreening({ ...options, rosterFile, resultsFile });
    runs.push(run);
    const checked = await checkResults({ province, size, file: resultsFile });
    rmSync(resultsFile);
    const { summary } = run.screening;
    const wrong = summary === null ? ['no summary'] : summaryDifferences(summary, checked.expected);
    for (const line of wrong) wrongCounts.add(line);
    const right = checked.wrongRows === 0 && wrong.length === 0;
    const verdict = right ? 'every row is right' : `${checked.wrongRows.toLocaleString('en')} rows are WRONG`;
    progress.line(`${name} rows in ${run.wallSeconds.toFixed(2)} s: ${verdict}`);
    return checked;
  }
}
