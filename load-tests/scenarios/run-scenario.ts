import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Effort, limits } from '../limits.ts';
import { heapAfterCollection } from '../measure/heap-after-collection.ts';
import { type K6Surroundings, runK6 } from '../measure/run-k6.ts';
import type { Progress } from '../report/progress.ts';
import type { RunningSystem } from '../system/start-system.ts';
import type { Baselines, HeapLook, ScenarioResult } from './load-results.ts';
import type { LoadTarget } from './measure-baseline.ts';
import type { Scenario } from './scenarios.ts';

export interface RunScenarioOptions {
  readonly scenario: Scenario;
  readonly baselines: Baselines;
  readonly target: LoadTarget;
  readonly system: RunningSystem;
  readonly surroundings: K6Surroundings;
  readonly effort: Effort;
  readonly progress: Progress;
  /** Filled, while the scenario runs, with what is done to agencies. */
  readonly events: { at: number; what: string }[];
}

/** Runs one scenario at its share of the saturation throughput. */
export async function runScenario(options: RunScenarioOptions): Promise<ScenarioResult> {
  const { scenario, baselines, target, surroundings, effort, progress, events } = options;
  const baseline = baselines.get(scenario.load);
  if (baseline === undefined) throw new Error(`no baseline of ${scenario.load}`);
  const seconds = scenario.seconds(effort);
  const rate = Math.max(1, baseline.saturation.run.answersPerSecond * scenario.share);
  const startedAt = performance.now();
  events.length = 0;
  const ended = new AbortController();
  const heap = scenario.watchesHeap ? lookAtHeap(options, seconds, ended.signal) : Promise.resolve([]);
  // A soak whose heap cannot be looked at shows nothing: no need to wait for its end.
  const blind = new AbortController();
  heap.catch((error: unknown) => {
    blind.abort(error);
  });
  const running = runK6({
    ...surroundings,
    signal: AbortSignal.any([surroundings.signal, blind.signal]),
    name: scenario.name,
    script: scenario.script,
    settings: {
      ...target,
      kinds: scenario.kinds,
      seconds,
      rate,
      idleP50Ms: baseline.idle.summary.p50,
      idleClassP50Ms: baselines.get('class')?.idle.summary.p50 ?? baseline.idle.summary.p50,
      deadlineMs: limits.requestDeadlineMs,
      ...(scenario.outage === undefined ? {} : { outage: scenario.outage(effort) }),
    },
    onSecond: progress.seconds(scenario.name, seconds),
  });
  const [run, looks] = await Promise.all([
    running.finally(() => {
      ended.abort();
    }),
    heap,
  ]);
  return {
    scenario,
    rate,
    run,
    heap: looks,
    events: events.map(({ at, what }) => ({ atSeconds: (at - startedAt) / 1_000, what })),
  };
}

/** The first look comes after a quarter of the time, when caches are filled and code is compiled. */
async function lookAtHeap(
  { system, effort: { heapLooks } }: RunScenarioOptions,
  seconds: number,
  ended: AbortSignal,
): Promise<HeapLook[]> {
  const startedAt = performance.now();
  const looks: HeapLook[] = [];
  for (let look = 0; look < heapLooks; look += 1) {
    const dueSeconds = seconds * (0.25 + (0.72 * look) / Math.max(1, heapLooks - 1));
    const waitMs = dueSeconds * 1_000 - (performance.now() - startedAt);
    await sleep(Math.max(0, waitMs), undefined, { signal: ended }).catch(() => undefined);
    if (ended.aborted) break;
    const bytes = await heapAfterCollection({
      pid: system.runFile().gateway.pid,
      logFile: join(system.dataDir, 'logs', 'gateway.log'),
    });
    looks.push({ atSeconds: (performance.now() - startedAt) / 1_000, bytes });
  }
  return looks;
}
