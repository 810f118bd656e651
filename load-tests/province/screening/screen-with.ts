import { rmSync } from 'node:fs';
import type { LoadTestConfig } from '../../config.ts';
import { keepTokens } from '../../control/keep-tokens.ts';
import { limits } from '../../limits.ts';
import type { Reaper } from '../../processes/start-reaper.ts';
import type { LoadClient } from '../../questions/load-clients.ts';
import { registerClients } from '../../questions/register-clients.ts';
import type { Progress } from '../../report/progress.ts';
import { type RunningSystem, startSystem } from '../../system/start-system.ts';
import { startWorkers } from '../../system/start-workers.ts';
import { systemParts } from '../../system/system-parts.ts';
import type { Province } from '../people/province.ts';
import type { MeasuredSize } from '../report/measured-size.ts';
import { screenSize } from './screen-size.ts';

export interface ScreenWithOptions {
  readonly config: LoadTestConfig;
  readonly province: Province;
  /** The data directory of a stopped system that holds it. */
  readonly loaded: string;
  readonly workers: number;
  /** Of rosters, growing. */
  readonly sizes: readonly number[];
  readonly reaper: Reaper;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** An aid center of the whole province; its limits are not what is measured. */
const center: LoadClient = {
  id: 'load-center',
  purposes: ['AID_ELIGIBILITY'],
  options: [
    ...['--role', 'AID_CENTER', '--division', '990000'],
    ...['--requests-per-second', '0', '--subjects-per-day', '0'],
  ],
};

/** Screens rosters on a copy of a loaded province with some workers; the copy is gone when it returns. */
export async function screenWith(options: ScreenWithOptions): Promise<MeasuredSize[]> {
  const { config, loaded, workers, reaper, progress, signal } = options;
  progress.line(`starting a copy of it with ${workers === 1 ? 'one worker' : `${String(workers)} workers`}`);
  const system = await startSystem({ config, demo: 'none', copyOf: loaded, reaper, signal });
  try {
    return await screenAll(system, options);
  } finally {
    await system[Symbol.asyncDispose]();
    // Not at the end of the run, as the reaper would: there may not be room for another.
    rmSync(system.dataDir, { recursive: true, force: true });
  }
}

async function screenAll(system: RunningSystem, options: ScreenWithOptions): Promise<MeasuredSize[]> {
  const { province, workers, sizes, reaper, progress, signal } = options;
  await using others = await startWorkers({ system, more: workers - 1, reaper, signal });
  await registerClients(system, [center]);
  await using tokens = await keepTokens(system, [center]);
  const screen = (size: number, rounds: number): Promise<MeasuredSize> =>
    screenSize({
      ...{ province, size, workers, rounds, progress, signal },
      gatewayUrl: system.runFile().gateway.url,
      token: () => tokens.tokens.get(`${center.id} AID_ELIGIBILITY`) ?? '',
      renewToken: tokens.renew,
      folder: system.folder,
      parts: () => ({ ...systemParts(system), ...others.parts }),
    });
  progress.line('warming up');
  await screen(Math.min(...sizes, limits.provinceWarmUpRows), 1);
  const measured: MeasuredSize[] = [];
  for (const size of sizes) {
    const isSmall = size <= limits.provinceSmallRows;
    measured.push(await screen(size, isSmall ? limits.provinceSmallRounds : 1));
  }
  return measured;
}
