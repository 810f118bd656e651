import { heapGrowth } from './heap-growth.ts';
import type { ScenarioResult } from './load-results.ts';

/** Whether every threshold of a scenario was held, and the heap stayed flat where it was looked at often enough. */
export function hasHeld({ run, heap }: ScenarioResult): boolean {
  return run.summary.thresholds.every(({ ok }) => ok) && heapGrowth(heap)?.isFlat !== false;
}
