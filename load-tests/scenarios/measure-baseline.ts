import { fileURLToPath } from 'node:url';
import type { Effort } from '../limits.ts';
import { type K6Surroundings, runK6 } from '../measure/run-k6.ts';
import type { Progress } from '../report/progress.ts';
import { kinds, type LoadKind } from './kinds.ts';
import type { Baseline, SaturationStep } from './load-results.ts';

export interface LoadTarget {
  readonly url: string;
  readonly controlUrl: string;
  readonly questionsFile: string;
}

export interface MeasureBaselineOptions {
  readonly load: LoadKind;
  readonly target: LoadTarget;
  readonly surroundings: K6Surroundings;
  readonly effort: Effort;
  readonly progress: Progress;
}

const closedLoop = fileURLToPath(new URL('../k6/closed-loop.js', import.meta.url));

/** Long enough for everything that a request started to have ended. */
const idlePauseMs = 50;

/**
 * Warms up, then measures one idle request and the saturation throughput: the most complete answers a second that any of the tried
 * numbers of connections gets, each asking again at once. k6 runs on the same machine and has its share of it.
 */
export async function measureBaseline(options: MeasureBaselineOptions): Promise<Baseline> {
  const { load, target, surroundings, effort, progress } = options;
  const loop = (name: string, connections: number, seconds: number, pauseMs = 0) =>
    runK6({
      ...surroundings,
      name: `${load}-${name}`,
      script: closedLoop,
      settings: { ...target, kinds: kinds[load], connections, seconds, pauseMs },
      onSecond: progress.seconds(`${load}: ${name}`, seconds),
    });
  await loop('warm-up', 16, effort.warmUpSeconds);
  const idle = await loop('idle', 1, effort.idleSeconds, idlePauseMs);
  const steps: SaturationStep[] = [];
  for (const connections of effort.saturationSteps) {
    const run = await loop(`${String(connections)}-connections`, connections, effort.saturationStepSeconds);
    steps.push({ connections, run });
  }
  const saturation = steps.reduce((best, step) =>
    step.run.answersPerSecond > best.run.answersPerSecond ? step : best,
  );
  progress.line(
    `${load}: idle p50 ${idle.summary.p50.toFixed(1)} ms; saturates at ` +
      `${saturation.run.answersPerSecond.toFixed(0)} answers/s (${String(saturation.connections)} connections)`,
  );
  return { idle, steps, saturation };
}
