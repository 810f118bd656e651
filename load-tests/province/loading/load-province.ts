import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { LoadTestConfig } from '../../config.ts';
import { limits } from '../../limits.ts';
import { LoadTestError } from '../../load-test-error.ts';
import { runCommand } from '../../processes/run-command.ts';
import type { Reaper } from '../../processes/start-reaper.ts';
import type { Progress } from '../../report/progress.ts';
import { checkpoint } from '../../system/checkpoint.ts';
import { startSystem } from '../../system/start-system.ts';
import type { Province } from '../people/province.ts';
import { writeRegisters } from '../registers/write-registers.ts';
import { importProvince } from './import-province.ts';
import { provinceFolder } from './province-folder.ts';

export interface LoadProvinceOptions {
  readonly config: LoadTestConfig;
  readonly province: Province;
  /** Generates and loads it although it is there. */
  readonly anew: boolean;
  readonly reaper: Reaper;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/**
 * The data directory of a stopped Hearthgate that holds a province: the one from before, or one that is made now, in a
 * quarter of an hour. It is for copying, and nothing starts in it, so that every run begins at the same state.
 */
export async function loadProvince(options: LoadProvinceOptions): Promise<string> {
  const { config, province, anew, reaper, progress, signal } = options;
  const folder = provinceFolder(config, province);
  if (anew) rmSync(folder, { recursive: true, force: true });
  if (existsSync(folder)) {
    progress.line(`the province is loaded already: ${folder}`);
    return folder;
  }
  removeOlder(folder);
  const loaded = await fill(config, province, { reaper, progress, signal });
  await keep(loaded, folder, { config, signal });
  progress.line(`the province is loaded: ${folder}`);
  return folder;
}

/** Of the same students and seed, from before the tables became others: gigabytes that nobody would use again. */
function removeOlder(folder: string): void {
  const parent = dirname(folder);
  const [students = '', seed = ''] = basename(folder).split('-');
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent)) {
    if (name.startsWith(`${students}-${seed}-`)) rmSync(join(parent, name), { recursive: true });
  }
}

async function fill(
  config: LoadTestConfig,
  province: Province,
  { reaper, progress, signal }: Pick<LoadProvinceOptions, 'reaper' | 'progress' | 'signal'>,
): Promise<string> {
  await using system = await startSystem({
    ...{ config, demo: 'none', reaper, signal },
    stopTimeoutMs: limits.provinceStopTimeoutMs,
  });
  const files = join(system.folder, 'registers');
  progress.line(`writing the registers of a province of ${province.students.toLocaleString('en')} students`);
  await writeRegisters({ province, folder: files, signal });
  progress.line('importing them, the roll beside the registers');
  await importProvince({ system, folder: files, progress });
  rmSync(files, { recursive: true });
  await checkpoint(system);
  return system.dataDir;
}

/** By a name of its own until it is whole. `cp` and not `mv`'s rename alone: the two folders may lie on different disks. */
async function keep(
  from: string,
  to: string,
  { config, signal }: Pick<LoadProvinceOptions, 'config' | 'signal'>,
): Promise<void> {
  if (existsSync(join(from, 'run.json'))) throw new LoadTestError('hearthgate did not stop as it should');
  const part = `${to}.part`;
  const move = (source: string, target: string): Promise<string> =>
    runCommand({
      command: 'mv',
      args: ['-T', source, target],
      env: config.inherited,
      timeoutMs: limits.copyTimeoutMs,
      signal,
    });
  await move(from, part);
  await move(part, to);
}
