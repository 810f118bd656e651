import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadTestConfig } from '../config.ts';
import { limits } from '../limits.ts';
import { findProgram } from '../processes/find-program.ts';
import { startProcess } from '../processes/start-process.ts';
import type { Reaper } from '../processes/start-reaper.ts';
import type { Progress } from '../report/progress.ts';

const version = '0.2.19';
const programName = 'hive_router';

export interface FindHiveRouterOptions {
  readonly config: LoadTestConfig;
  readonly reaper: Reaper;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/**
 * Where Hive Router is, in the version that is compared; built with Cargo, once, into a folder outside the repository.
 * `undefined`, with a line that says why, where there is neither.
 */
export async function findHiveRouter(options: FindHiveRouterOptions): Promise<string | undefined> {
  const { config, reaper, progress, signal } = options;
  const root = join(config.cacheFolder, `hive-router-${version}`);
  const built = findProgram(programName, [join(root, 'bin')]);
  if (built !== undefined) return built;
  const cargo = findProgram('cargo', config.programFolders);
  if (cargo === undefined) {
    progress.line('left out: Hive Router, because neither it nor Cargo is here (https://rustup.rs)');
    return undefined;
  }
  mkdirSync(root, { recursive: true });
  progress.line(`building Hive Router ${version} into ${root} (once, 20 minutes on two cores)`);
  await using build = startProcess({
    name: 'cargo install hive-router',
    command: cargo,
    args: [
      'install',
      'hive-router',
      '--version',
      version,
      '--locked',
      '--features',
      'graphiql',
      '--root',
      root,
    ],
    env: config.inherited,
    logFile: join(root, 'build.log'),
    reaper,
  });
  const tell = progress.seconds('building Hive Router', limits.buildTimeoutMs / 1_000);
  for (let second = 0; !build.hasEnded() && second < limits.buildTimeoutMs / 1_000; second += 1) {
    signal.throwIfAborted();
    tell(second);
    await Promise.race([build.ended, new Promise((resolve) => setTimeout(resolve, 1_000))]);
  }
  const program = findProgram(programName, [join(root, 'bin')]);
  if (program === undefined)
    progress.line(`left out: Hive Router, which cannot be built: ${build.lastLine()}`);
  return program;
}
