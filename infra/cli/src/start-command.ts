import { once } from 'node:events';
import type { Demo } from '@hearthgate/local/config';
import { type Command, Option } from 'commander';
import { dataDirOption } from './data-dir-option.ts';
import { portBaseOption } from './port-base-option.ts';

interface StartOptions {
  readonly demo?: Demo;
  readonly dataDir?: string;
  readonly portBase?: number;
}

/** Adds `start` to a program: the whole local system in the foreground, until a signal or the end of npm stops it. */
export function startCommand(program: Command): void {
  program
    .command('start')
    .description('starts Postgres, issuer, agencies and gateway, and runs until Ctrl-C')
    .addOption(
      new Option(
        '--demo <county>',
        'what a new data directory begins with (HEARTHGATE_DEMO, lianhe)',
      ).choices(['lianhe', 'none']),
    )
    .addOption(dataDirOption())
    .addOption(portBaseOption())
    .action(start);
}

async function start(options: StartOptions): Promise<void> {
  const { parseConfig } = await import('@hearthgate/local/config');
  const { watchParent } = await import('@hearthgate/local/watch-parent');
  const config = parseConfig(options);
  const stopping = new AbortController();
  const stop = (): void => {
    stopping.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  if (config.startedByNpm) watchParent(stop);
  // Whoever read this may be gone before everything is stopped; that must not end the stop.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const print = (line: string): void => {
    process.stdout.write(`${line}\n`);
  };

  try {
    const { banner, startSystem } = await import('@hearthgate/local/start');
    const system = await startSystem({ config, onProgress: print, signal: stopping.signal });
    print(banner(config, system));
    if (!stopping.signal.aborted) await once(stopping.signal, 'abort');
    print('stopping');
    await system.stop();
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
  }
  print('stopped');
  // An import that was interrupted may still hold a file open.
  process.exit(0);
}
