import type { K6Run } from '../measure/run-k6.ts';

/** Microseconds of CPU that the named parts of a system used for a right answer, or for each of what is counted instead. */
export function cpuPerAnswer(run: K6Run, parts: readonly string[], answers = run.summary.right): number {
  const { use } = run;
  const cpuMs = parts.reduce((sum, part) => sum + (use[part]?.cpuMs ?? 0), 0);
  return (cpuMs * 1_000) / answers;
}
