import { setTimeout as sleep } from 'node:timers/promises';
import { limits } from '../../limits.ts';
import { LoadTestError } from '../../load-test-error.ts';
import { peakMemoryOf } from '../../measure/peak-memory-of.ts';
import { readLogSize } from '../../measure/read-log-size.ts';
import { type Parts, Sampler, type Sample } from '../../measure/sampler.ts';
import type { Progress } from '../../report/progress.ts';
import type { Screening } from './screening-answer.ts';
import { ScreeningClient } from './screening-client.ts';

export interface MeasureScreeningOptions {
  readonly gatewayUrl: string;
  readonly token: () => string;
  readonly rosterFile: string;
  readonly resultsFile: string;
  readonly parts: () => Parts;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

export interface PartUse {
  readonly cpuMs: number;
  /** Of a service's one process since it started, by the kernel; of Postgres with all its sessions, sampled every second. */
  readonly peakMemoryBytes: number;
}

export interface ScreeningRun {
  /** From the roster's first byte. */
  readonly uploadedSeconds: number;
  readonly completedSeconds: number;
  /** To the results' last byte. */
  readonly wallSeconds: number;
  readonly use: Readonly<Record<string, PartUse>>;
  readonly samples: readonly Sample[];
  /** Of the audit log, and how many of them are for requests of this client. */
  readonly leaves: number;
  readonly requests: number;
  /** Of the requests, those answered with 503. */
  readonly refusals: number;
  readonly screening: Screening;
}

/** Screens a roster once and measures it, from the first byte that goes out to the last that comes in. */
export async function measureScreening(options: MeasureScreeningOptions): Promise<ScreeningRun> {
  const { gatewayUrl, token, rosterFile, resultsFile, parts, progress, signal } = options;
  const client = new ScreeningClient({ gatewayUrl, token, signal });
  const leavesBefore = await readLogSize(gatewayUrl);
  const { id, uploadUrl } = await client.create();
  using sampler = new Sampler(parts);
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  const passed = (): number => (performance.now() - startedAt) / 1_000;

  await client.upload(uploadUrl, rosterFile);
  const uploadedSeconds = passed();
  const screening = await completed(client, id, { progress, passed, signal });
  const completedSeconds = passed();
  if (screening.resultsUrl === null) throw new LoadTestError('a completed screening has no results');
  await client.download(screening.resultsUrl, resultsFile);
  const wallSeconds = passed();

  const last = sampler.sample();
  const { user, system } = process.cpuUsage(cpuBefore);
  // The log signs a checkpoint a second.
  await sleep(limits.checkpointPatienceMs);
  return {
    uploadedSeconds,
    completedSeconds,
    wallSeconds,
    use: {
      ...usesOf(sampler.samples, last, parts()),
      client: { cpuMs: (user + system) / 1_000, peakMemoryBytes: peakMemoryOf(process.pid) },
    },
    samples: sampler.samples,
    leaves: (await readLogSize(gatewayUrl)) - leavesBefore,
    requests: client.requests,
    refusals: client.refusals,
    screening,
  };
}

interface Waiting {
  readonly progress: Progress;
  readonly passed: () => number;
  readonly signal: AbortSignal;
}

/** Looks ever less often: a short screening is timed finely, and a long one is not kept from its work. */
async function completed(
  client: ScreeningClient,
  id: string,
  { progress, passed, signal }: Waiting,
): Promise<Screening> {
  const { leastMs, mostMs, share, tellEverySeconds, patienceSeconds } = limits.polling;
  let told = 0;
  for (;;) {
    const screening = await client.look(id);
    const { status, failure, progress: far } = screening;
    if (status === 'COMPLETED') return screening;
    if (status !== 'RUNNING') {
      throw new LoadTestError(`the screening is ${status}: ${failure?.code ?? ''} ${failure?.message ?? ''}`);
    }
    if (passed() > patienceSeconds) throw new LoadTestError('the screening does not end');
    if (passed() - told >= tellEverySeconds) {
      told = passed();
      progress.line(
        `  ${far.complete.toLocaleString('en')} of ${far.total?.toLocaleString('en') ?? '?'} rows`,
      );
    }
    await sleep(Math.min(mostMs, Math.max(leastMs, passed() * 1_000 * share)), undefined, { signal });
  }
}

function usesOf(samples: readonly Sample[], last: Sample, parts: Parts): Record<string, PartUse> {
  return Object.fromEntries(
    Object.entries(last.parts).map(([name, { cpuMs }]) => {
      const sampled = Math.max(...samples.map((sample) => sample.parts[name]?.memoryBytes ?? 0));
      const peakMemoryBytes = name === 'postgres' ? sampled : peakMemoryOf(parts[name] ?? 0);
      return [name, { cpuMs, peakMemoryBytes }];
    }),
  );
}
