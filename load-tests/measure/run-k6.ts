import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { limits } from '../limits.ts';
import { LoadTestError } from '../load-test-error.ts';
import { freePortBase } from '../processes/free-port-base.ts';
import { type RunningProcess, startProcess } from '../processes/start-process.ts';
import type { Reaper } from '../processes/start-reaper.ts';
import type { KindMix } from '../questions/question.ts';
import { type CountsAt, readCounts } from './read-counts.ts';
import { type K6Summary, k6Summary } from './k6-summary.ts';
import { type Parts, type Sample, Sampler, type Use } from './sampler.ts';

/** What `k6/settings.js` hands to the scripts. */
export interface K6Settings {
  readonly url: string;
  readonly controlUrl?: string;
  readonly questionsFile: string;
  readonly kinds: KindMix;
  readonly seconds: number;
  readonly connections?: number;
  readonly pauseMs?: number;
  /** Requests a second. */
  readonly rate?: number;
  readonly idleP50Ms?: number;
  readonly idleClassP50Ms?: number;
  readonly deadlineMs?: number;
  readonly outage?: object;
}

export interface K6Surroundings {
  readonly k6: string;
  readonly env: Readonly<Record<string, string>>;
  /** For settings, summaries and logs. */
  readonly folder: string;
  readonly reaper: Reaper;
  readonly parts: () => Parts;
  readonly signal: AbortSignal;
}

export interface RunK6Options extends K6Surroundings {
  /** For messages and file names. */
  readonly name: string;
  readonly script: string;
  readonly settings: K6Settings;
  /** How long the script takes, where it is not `settings.seconds`. */
  readonly expectedSeconds?: number;
  readonly onSecond?: (seconds: number) => void;
}

export interface K6Run {
  readonly summary: K6Summary;
  /** Of each part of the system over the whole run. */
  readonly use: Readonly<Record<string, Use>>;
  readonly samples: readonly Sample[];
  /** About one for each second, counted from the start. */
  readonly counts: readonly CountsAt[];
  /** Right and complete ones alone: what is refused or lacks an agency is no throughput. */
  readonly answersPerSecond: number;
}

/** Exit code of a run in which a threshold was crossed: a result, not a failure. */
const thresholdsCrossed = 99;

/** Runs one k6 script, and meanwhile measures what each part of the system uses. */
export async function runK6(options: RunK6Options): Promise<K6Run> {
  const { k6, env, name, script, settings, folder, reaper, parts, signal } = options;
  const port = await freePortBase([0]);
  const settingsFile = join(folder, `${name}.settings.json`);
  const summaryFile = join(folder, `${name}.summary.json`);
  writeFileSync(settingsFile, JSON.stringify({ pauseMs: 0, ...settings, summaryFile }));
  const apiAddress = `127.0.0.1:${String(port)}`;
  using sampler = new Sampler(parts);
  await using running = startProcess({
    name: `k6 (${name})`,
    command: k6,
    args: [
      'run',
      '--quiet',
      '--no-color',
      '--no-usage-report',
      '--address',
      apiAddress,
      '-e',
      `SETTINGS=${settingsFile}`,
      script,
    ],
    env,
    logFile: join(folder, `${name}.k6.log`),
    reaper,
  });
  const counts = await untilEnded(running, { ...options, apiAddress, signal });
  const code = await running.ended;
  const { parts: use } = sampler.sample();
  if (code !== 0 && code !== thresholdsCrossed)
    throw new LoadTestError(`k6 (${name}) failed: ${running.lastLine()}`);
  const summary = k6Summary(summaryFile);
  if (summary.right === 0) throw new LoadTestError(`k6 (${name}) got no right answer: ${running.lastLine()}`);
  return {
    summary,
    use,
    samples: sampler.samples,
    counts,
    answersPerSecond: summary.complete / (options.expectedSeconds ?? settings.seconds),
  };
}

async function untilEnded(
  running: RunningProcess,
  options: RunK6Options & { apiAddress: string },
): Promise<CountsAt[]> {
  const { settings, signal, onSecond, apiAddress } = options;
  const startedAt = performance.now();
  const giveUpAfterMs = (options.expectedSeconds ?? settings.seconds) * 1_000 + limits.k6GraceMs;
  const counts: CountsAt[] = [];
  while (!running.hasEnded()) {
    signal.throwIfAborted();
    const passedMs = performance.now() - startedAt;
    if (passedMs > giveUpAfterMs) throw new LoadTestError(`k6 (${options.name}) does not end`);
    onSecond?.(Math.floor(passedMs / 1_000));
    const found = await readCounts(apiAddress);
    if (found !== undefined) counts.push({ ...found, atSeconds: (performance.now() - startedAt) / 1_000 });
    await Promise.race([running.ended, sleep(1_000)]);
  }
  return counts;
}
