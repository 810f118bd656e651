import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { LoadTestConfig } from '../config.ts';
import { limits } from '../limits.ts';
import { findProgram } from '../processes/find-program.ts';
import { runCommand } from '../processes/run-command.ts';
import type { Plot } from './plot.ts';
import type { Progress } from './progress.ts';

export interface DrawPlotsOptions {
  readonly plots: readonly Plot[];
  readonly folder: string;
  readonly config: LoadTestConfig;
  readonly progress: Progress;
}

const packageFolder = fileURLToPath(new URL('../plots/', import.meta.url));
/** Draws plots as SVG files; installs what draws them at the first time. Without it a report has no plots, and says so. */
export async function drawPlots({ plots, folder, config, progress }: DrawPlotsOptions): Promise<void> {
  const npm = findProgram('npm', config.programFolders) ?? 'npm';
  try {
    if (!existsSync(join(packageFolder, 'node_modules'))) {
      progress.line('installing what draws the plots (once)');
      await runCommand({
        command: npm,
        args: ['ci', '--prefix', packageFolder],
        env: config.inherited,
        timeoutMs: limits.buildTimeoutMs,
      });
    }
    for (const { name, specification } of plots) {
      writeFileSync(join(folder, `${name}.svg`), await draw(npm, config, JSON.stringify(specification)));
    }
  } catch (error) {
    progress.line(`no plots: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function draw(npm: string, config: LoadTestConfig, specification: string): Promise<string> {
  const child = spawn(npm, ['run', '--silent', '--prefix', packageFolder, 'draw'], {
    env: config.inherited,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(specification);
  const svg = await text(child.stdout);
  if (!svg.startsWith('<svg')) throw new Error('a plot could not be drawn');
  return svg;
}
