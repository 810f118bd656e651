import { setTimeout } from 'node:timers/promises';
import { type Parts, Sampler } from '../measure/sampler.ts';

const lookEveryMs = 2_000;
/** Of one processor: more than a service takes that only answers health checks, less than one at work. */
const quietShare = 0.1;

/** Waits until none of these parts of a system, which nobody asks anything meanwhile, has work of its own left. */
export async function untilQuiet(parts: () => Parts, signal: AbortSignal): Promise<void> {
  using sampler = new Sampler(parts);
  for (let last = sampler.sample(); ;) {
    await setTimeout(lookEveryMs, undefined, { signal });
    const now = sampler.sample();
    const budgetMs = quietShare * (now.atSeconds - last.atSeconds) * 1_000;
    const busy = Object.entries(now.parts).some(
      ([name, { cpuMs }]) => cpuMs - (last.parts[name]?.cpuMs ?? 0) > budgetMs,
    );
    if (!busy) return;
    last = now;
  }
}
