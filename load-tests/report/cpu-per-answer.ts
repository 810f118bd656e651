import type { K6Run } from '../measure/run-k6.ts';

/** Microseconds of CPU that the named parts of a system used for an answer. */
export function cpuPerAnswer({ use, summary }: K6Run, parts: readonly string[]): number {
  const cpuMs = parts.reduce((sum, part) => sum + (use[part]?.cpuMs ?? 0), 0);
  return (cpuMs * 1_000) / summary.answers;
}
