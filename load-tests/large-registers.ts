import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runCommandLine } from './command/run-command-line.ts';
import { wholeNumber } from './command/whole-number.ts';
import { parseConfig } from './config.ts';
import { runK6 } from './measure/run-k6.ts';
import { findK6 } from './processes/find-k6.ts';
import { startReaper } from './processes/start-reaper.ts';
import { fillRegister } from './registers/fill-register.ts';
import { machine } from './report/machine.ts';
import { markdownTable } from './report/markdown-table.ts';
import type { Progress } from './report/progress.ts';
import { kinds, type LoadKind } from './scenarios/kinds.ts';
import { checkpoint } from './system/checkpoint.ts';
import { prepareTarget } from './system/prepare-target.ts';
import { systemParts } from './system/system-parts.ts';
import { untilQuiet } from './system/until-quiet.ts';

const help = `Measures the latency of answers while a register grows.

  npm run load:registers -- [--people 1000000,50000000] [--seconds N]

  --people LIST   sizes of the poverty registry, growing, in persons
  --seconds N     how long each cell is measured (default 15)

Writes load-tests/results/large-registers.md.
`;

interface Options {
  readonly sizes: readonly number[];
  readonly seconds: number;
}

function parse(args: readonly string[]): Options | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      people: { type: 'string', default: '1000000,50000000' },
      seconds: { type: 'string', default: '15' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const whole = (option: string, text: string, most: number): number =>
    wholeNumber({ option, text, least: 1, most });
  return {
    sizes: values.people.split(',').map((text) => whole('--people', text, 200_000_000)),
    seconds: whole('--seconds', values.seconds, 600),
  };
}

const closedLoop = fileURLToPath(new URL('./k6/closed-loop.js', import.meta.url));
const agency = 'poverty-registry';

/** One idle request, and sixteen connections that ask again at once. */
const loads = [
  { load: 'idle', connections: 1, pauseMs: 50 },
  { load: 'busy', connections: 16, pauseMs: 0 },
] as const;

interface Loop {
  readonly name: string;
  readonly kind: LoadKind;
  readonly connections: number;
  readonly pauseMs: number;
  readonly seconds: number;
}

async function measure(
  { sizes, seconds }: Options,
  progress: Progress,
  signal: AbortSignal,
): Promise<number> {
  const config = parseConfig();
  const k6 = await findK6({ config, onProgress: progress.line, signal });
  await using reaper = startReaper();
  const onOutage = (): void => undefined;
  const prepared = await prepareTarget({ config, students: undefined, reaper, progress, signal, onOutage });
  await using stack = new AsyncDisposableStack();
  const { system, target, tokens } = stack.use(prepared);
  const surroundings = {
    ...{ k6, env: config.inherited, folder: system.folder, reaper, signal },
    parts: () => systemParts(system),
  };
  const ask = async ({ name, kind, ...settings }: Loop) => {
    await tokens.renew();
    return await runK6({
      ...surroundings,
      name: name.replaceAll(/[^a-z0-9]+/g, '-'),
      script: closedLoop,
      settings: { ...target, kinds: kinds[kind], ...settings },
      onSecond: progress.seconds(name, settings.seconds),
    });
  };
  const rows: string[][] = [];
  for (const people of sizes) {
    progress.line(`growing ${agency} to ${people.toLocaleString('en')} persons`);
    await fillRegister({ dataDir: system.dataDir, agency, people });
    // Gigabytes on their way to the disk would be measured as if the register's size were to blame.
    await checkpoint(system);
    // The first call after a change has the agency read its register through for its filter, for as long as that takes.
    await ask({
      name: `${String(people)}: warm-up`,
      kind: 'class',
      connections: 16,
      pauseMs: 0,
      seconds: 10,
    });
    progress.line(`waiting until ${agency} has made its filter`);
    await untilQuiet(surroundings.parts, signal);
    for (const kind of ['single', 'class'] as const satisfies LoadKind[]) {
      for (const { load, connections, pauseMs } of loads) {
        const loop = (part: string, length: number) =>
          ask({
            name: `${String(people)}, ${kind}, ${load}: ${part}`,
            ...{ kind, connections, pauseMs, seconds: length },
          });
        await loop('warm-up', 5);
        const { summary } = await loop('measured', seconds);
        const ms = (value: number): string => value.toFixed(2);
        rows.push([
          `${people.toLocaleString('en')}, ${kind}, ${load}`,
          ms(summary.p50),
          ms(summary.p99),
          String(summary.complete),
        ]);
      }
    }
  }
  const report = reportOf(rows);
  const folder = fileURLToPath(new URL('./results', import.meta.url));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'large-registers.md'), report);
  process.stdout.write(report);
  return 0;
}

function reportOf(rows: readonly string[][]): string {
  return `# Registers of any size

The poverty registry, grown by persons that nobody asks about; everything else is the demo county. Milliseconds of an
answer as k6 sees it, in one run on one machine that k6 shares: compare within a kind of load. Measured once the agency
has read the grown register through for its filter. ${machine()}.

${markdownTable(['persons, load', 'p50 ms', 'p99 ms', 'complete answers'], rows)}
`;
}

process.exitCode = await runCommandLine({ name: 'load:registers', help, parse, run: measure });
