import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOAD_HELP, type LoadOptions, parseLoadOptions } from './command/parse-load-options.ts';
import { runCommandLine } from './command/run-command-line.ts';
import { parseConfig } from './config.ts';
import { fullEffort, quickEffort } from './limits.ts';
import { findK6 } from './processes/find-k6.ts';
import { startReaper } from './processes/start-reaper.ts';
import { drawPlots } from './report/draw-plots.ts';
import { loadPlots } from './report/load-plots.ts';
import { loadReport } from './report/load-report.ts';
import type { Progress } from './report/progress.ts';
import type { LoadKind } from './scenarios/kinds.ts';
import type { Baseline, ScenarioResult } from './scenarios/load-results.ts';
import { measureBaseline } from './scenarios/measure-baseline.ts';
import { hasHeld } from './scenarios/has-held.ts';
import { runScenario } from './scenarios/run-scenario.ts';
import { prepareTarget } from './system/prepare-target.ts';
import { systemParts } from './system/system-parts.ts';

const thresholdsCrossed = 99;

async function load(options: LoadOptions, progress: Progress, signal: AbortSignal): Promise<number> {
  const { chosen, students, quick, outFolder, json } = options;
  const effort = quick ? quickEffort : fullEffort;
  const config = parseConfig();
  const k6 = await findK6({ config, onProgress: progress.line, signal });
  await using reaper = startReaper();
  const events: { at: number; what: string }[] = [];
  await using prepared = await prepareTarget({
    config,
    students,
    reaper,
    progress,
    signal,
    onOutage: (agency, what) => {
      events.push({ at: performance.now(), what });
      progress.line(`${agency}: ${what}`);
    },
  });
  const { system, target, tokens } = prepared;
  const parts = () => systemParts(system);
  const surroundings = { k6, env: config.inherited, folder: system.folder, reaper, parts, signal };

  const baselines = new Map<LoadKind, Baseline>();
  for (const kind of new Set<LoadKind>(['single', 'class', ...chosen.map(({ load: needed }) => needed)])) {
    await tokens.renew();
    baselines.set(kind, await measureBaseline({ load: kind, target, surroundings, effort, progress }));
  }
  const results: ScenarioResult[] = [];
  for (const scenario of chosen) {
    await tokens.renew();
    const result = await runScenario({
      scenario,
      baselines,
      target,
      system,
      surroundings,
      effort,
      progress,
      events,
    });
    progress.line(`${scenario.name}: ${hasHeld(result) ? 'held' : 'CROSSED a threshold'}`);
    results.push(result);
  }

  mkdirSync(outFolder, { recursive: true });
  const plots = loadPlots(baselines, results);
  const county =
    students === undefined ? 'The demo county.' : `A generated county of ${String(students)} students.`;
  writeFileSync(join(outFolder, 'load.md'), loadReport({ baselines, results, plots, county, quick }));
  const data = `${JSON.stringify({ quick, students, baselines: Object.fromEntries(baselines), results }, null, 1)}\n`;
  writeFileSync(join(outFolder, 'load.json'), data);
  await drawPlots({ plots, folder: outFolder, config, progress });
  progress.line(`the report is ${join(outFolder, 'load.md')}`);
  if (json) process.stdout.write(data);
  return results.every(hasHeld) ? 0 : thresholdsCrossed;
}

process.exitCode = await runCommandLine({
  name: 'load',
  help: LOAD_HELP,
  parse: parseLoadOptions,
  run: load,
});
