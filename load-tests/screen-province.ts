import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import {
  parseProvinceOptions,
  PROVINCE_HELP,
  type ProvinceOptions,
} from './command/parse-province-options.ts';
import { runCommandLine } from './command/run-command-line.ts';
import { parseConfig } from './config.ts';
import { startReaper } from './processes/start-reaper.ts';
import { loadProvince } from './province/loading/load-province.ts';
import { isComplete, isRight } from './province/report/measured-size.ts';
import { provincePlots } from './province/report/province-plots.ts';
import { provinceReport } from './province/report/province-report.ts';
import { screenWith } from './province/screening/screen-with.ts';
import { drawPlots } from './report/draw-plots.ts';
import type { Progress } from './report/progress.ts';

const notRight = 99;

async function screenProvince(
  options: ProvinceOptions,
  progress: Progress,
  signal: AbortSignal,
): Promise<number> {
  const { province, sizes, quick, outFolder } = options;
  const [loadAverage = 0] = loadavg();
  const config = parseConfig();
  await using reaper = startReaper();
  const loaded = await loadProvince({ config, province, anew: options.loadAnew, reaper, progress, signal });
  if (options.loadOnly) return 0;

  const surroundings = { config, province, loaded, reaper, progress, signal };
  const measured = [
    ...(await screenWith({ ...surroundings, workers: 1, sizes })),
    ...(await screenWith({ ...surroundings, workers: 2, sizes: sizes.slice(-1) })),
  ];

  mkdirSync(outFolder, { recursive: true });
  const plots = provincePlots(measured);
  const report = provinceReport({ province, measured, plots, loadAverage, quick });
  writeFileSync(join(outFolder, 'province.md'), report);
  const data = `${JSON.stringify({ quick, province, loadAverage, measured }, null, 1)}\n`;
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
