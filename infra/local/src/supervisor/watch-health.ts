import { setTimeout as delay } from 'node:timers/promises';
import type { SupervisorLimits } from './limits.ts';
import type { ServiceSpec } from './service-spec.ts';

export interface WatchHealthOptions {
  readonly probe: ServiceSpec['probe'];
  readonly limits: Pick<SupervisorLimits, 'probeIntervalMs' | 'probeTimeoutMs' | 'probesMissed'>;
  /** Ends the watch. */
  readonly signal: AbortSignal;
}

/** Probes a service until it has missed several probes in a row (`true`) or the watch is ended (`false`). */
export async function watchHealth({ probe, limits, signal }: WatchHealthOptions): Promise<boolean> {
  let missed = 0;
  for (;;) {
    try {
      await delay(limits.probeIntervalMs, undefined, { signal });
      await probe(AbortSignal.any([signal, AbortSignal.timeout(limits.probeTimeoutMs)]));
      missed = 0;
    } catch {
      if (signal.aborted) return false;
      missed += 1;
      if (missed >= limits.probesMissed) return true;
    }
  }
}
