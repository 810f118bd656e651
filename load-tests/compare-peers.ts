import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePeersOptions, PEERS_HELP, type PeersOptions } from './command/parse-peers-options.ts';
import { runCommandLine } from './command/run-command-line.ts';
import type { CellRun } from './comparison/compared.ts';
import { comparisonPlots } from './comparison/comparison-plots.ts';
import { comparisonReport } from './comparison/comparison-report.ts';
import { findHiveRouter } from './comparison/find-hive-router.ts';
import { installPeers } from './comparison/install-peers.ts';
import { measureCandidates } from './comparison/measure-candidates.ts';
import { ratioTable } from './comparison/ratio-table.ts';
import { startCandidates } from './comparison/start-candidates.ts';
import { summariseRuns } from './comparison/summarise-runs.ts';
import { parseConfig } from './config.ts';
import { fullEffort, quickEffort } from './limits.ts';
import { findK6 } from './processes/find-k6.ts';
import { startReaper } from './processes/start-reaper.ts';
import { drawPlots } from './report/draw-plots.ts';
import type { Progress } from './report/progress.ts';
import { prepareTarget } from './system/prepare-target.ts';

async function compare(options: PeersOptions, progress: Progress, signal: AbortSignal): Promise<number> {
  const { students, quick, outFolder, json } = options;
  const effort = (quick ? quickEffort : fullEffort).peers;
  const config = parseConfig();
  await using reaper = startReaper();
  const k6 = await findK6({ config, onProgress: progress.line, signal });
  await installPeers(config, progress, signal);
  const hiveRouter = options.peers.includes('hive-router')
    ? await findHiveRouter({ config, reaper, progress, signal })
    : undefined;
  const peers = options.peers.filter((peer) => peer !== 'hive-router' || hiveRouter !== undefined);

  await using prepared = await prepareTarget({
    config,
    students,
    reaper,
    progress,
    signal,
    onOutage: () => undefined,
  });
  const { system, target, tokens } = prepared;
  const surroundings = { k6, env: config.inherited, folder: system.folder, reaper, signal };
  const runs: CellRun[] = [];
  for (const rows of options.rows) {
    await using started = await startCandidates({
      prepared,
      peers,
      rows,
      hiveRouter,
      config,
      reaper,
      progress,
      signal,
    });
    const { candidates } = started;
    const { controlUrl } = target;
    runs.push(
      ...(await measureCandidates({ candidates, rows, effort, surroundings, controlUrl, tokens, progress })),
    );
  }

  mkdirSync(outFolder, { recursive: true });
  const cells = summariseRuns(runs);
  const plots = comparisonPlots(cells);
  const county =
    students === undefined ? 'The demo county.' : `A generated county of ${String(students)} students.`;
  const report = comparisonReport({ cells, plots, county, rounds: effort.rounds, quick });
  writeFileSync(join(outFolder, 'peers.md'), report);
  const data = `${JSON.stringify({ quick, students, cells, runs }, null, 1)}\n`;
  writeFileSync(join(outFolder, 'peers.json'), data);
  await drawPlots({ plots, folder: outFolder, config, progress });
  progress.line(`the report is ${join(outFolder, 'peers.md')}`);
  process.stdout.write(json ? data : options.rows.map((rows) => `${ratioTable(cells, rows)}\n`).join('\n'));
  return 0;
}

process.exitCode = await runCommandLine({
  name: 'load:peers',
  help: PEERS_HELP,
  parse: parsePeersOptions,
  run: compare,
});
