import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  parseProvinceOptions,
  PROVINCE_HELP,
  type ProvinceOptions,
} from './command/parse-province-options.ts';
import { runCommandLine } from './command/run-command-line.ts';
import { parseConfig } from './config.ts';
import { keepTokens } from './control/keep-tokens.ts';
import { limits } from './limits.ts';
import { startReaper } from './processes/start-reaper.ts';
import { loadProvince } from './province/loading/load-province.ts';
import { isComplete, isRight, type MeasuredSize } from './province/report/measured-size.ts';
import { provincePlots } from './province/report/province-plots.ts';
import { provinceReport } from './province/report/province-report.ts';
import { screenSize } from './province/screening/screen-size.ts';
import type { LoadClient } from './questions/load-clients.ts';
import { registerClients } from './questions/register-clients.ts';
import { drawPlots } from './report/draw-plots.ts';
import type { Progress } from './report/progress.ts';
import { startSystem } from './system/start-system.ts';
import { startWorkers } from './system/start-workers.ts';
import { systemParts } from './system/system-parts.ts';

const notRight = 99;

const center: LoadClient = {
  id: 'load-center',
  purposes: ['AID_ELIGIBILITY'],
  options: [
    ...['--role', 'AID_CENTER', '--division', '990000'],
    ...['--requests-per-second', '0', '--subjects-per-day', '0'],
  ],
};

async function screenProvince(
  options: ProvinceOptions,
  progress: Progress,
  signal: AbortSignal,
): Promise<number> {
  const { province, sizes, quick, outFolder } = options;
  const config = parseConfig();
  await using reaper = startReaper();
  const loaded = await loadProvince({ config, province, anew: options.loadAnew, reaper, progress, signal });
  if (options.loadOnly) return 0;

  const measured: MeasuredSize[] = [];
  for (const workers of [1, 2]) {
    progress.line(
      `starting a copy of it with ${workers === 1 ? 'one worker' : `${String(workers)} workers`}`,
    );
    await using system = await startSystem({ config, demo: 'none', copyOf: loaded, reaper, signal });
    await using others = await startWorkers({ system, more: workers - 1, reaper, signal });
    await registerClients(system, [center]);
    await using tokens = await keepTokens(system, [center]);
    const screen = (size: number, rounds: number): Promise<MeasuredSize> =>
      screenSize({
        ...{ province, size, workers, rounds, progress, signal },
        gatewayUrl: system.runFile().gateway.url,
        token: () => tokens.tokens.get('load-center AID_ELIGIBILITY') ?? '',
        renewToken: tokens.renew,
        folder: system.folder,
        parts: () => ({ ...systemParts(system), ...others.parts }),
      });
    progress.line('warming up');
    await screen(Math.min(...sizes, limits.provinceWarmUpRows), 1);
    const several = (size: number): number =>
      size <= limits.provinceSmallRows ? limits.provinceSmallRounds : 1;
    for (const size of workers === 1 ? sizes : sizes.slice(-1))
      measured.push(await screen(size, several(size)));
  }

  mkdirSync(outFolder, { recursive: true });
  const plots = provincePlots(measured);
  writeFileSync(join(outFolder, 'province.md'), provinceReport({ province, measured, plots, quick }));
  const data = `${JSON.stringify({ quick, province, measured }, null, 1)}\n`;
  writeFileSync(join(outFolder, 'province.json'), data);
  await drawPlots({ plots, folder: outFolder, config, progress });
  progress.line(`the report is ${join(outFolder, 'province.md')}`);
  if (options.json) process.stdout.write(data);
  return measured.every((each) => isRight(each) && isComplete(each)) ? 0 : notRight;
}

process.exitCode = await runCommandLine({
  name: 'load:province',
  help: PROVINCE_HELP,
  parse: parseProvinceOptions,
  run: screenProvince,
});
