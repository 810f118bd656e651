import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { limits } from '../limits.ts';
import { type Scenario, scenarios } from '../scenarios/scenarios.ts';
import { wholeNumber } from './whole-number.ts';

export interface LoadOptions {
  readonly chosen: readonly Scenario[];
  /** Of a generated county; `undefined`: the demo county. */
  readonly students: number | undefined;
  readonly quick: boolean;
  /** Absolute. */
  readonly outFolder: string;
  readonly json: boolean;
}

export const LOAD_HELP = `Starts Hearthgate, finds what saturates it, runs the scenarios, and writes a report with plots.

  npm run load -- [options] [scenario…]

  --students N   a generated county of N students instead of the demo county
  --quick        some minutes instead of an hour: shows that everything works, its numbers mean little
  --out DIR      where to (default load-tests/results): load.md, load.json and plots
  --json         prints the results as JSON on standard output, too
  --help

Scenarios (all, unless named):
${scenarios.map(({ name, about }) => `  ${name.padEnd(12)} ${about}`).join('\n')}

Exit codes: 0, every threshold held; 1, it could not be measured; 2, bad usage; 99, a threshold was crossed.
`;

/** The options of `npm run load`. */
export function parseLoadOptions(args: readonly string[]): LoadOptions | 'help' {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      students: { type: 'string' },
      quick: { type: 'boolean', default: false },
      out: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const unknown = positionals.find((name) => !scenarios.some((scenario) => scenario.name === name));
  if (unknown !== undefined) {
    throw new RangeError(
      `no scenario ${unknown}: choose from ${scenarios.map(({ name }) => name).join(', ')}`,
    );
  }
  const { students } = values;
  return {
    chosen: scenarios.filter(({ name }) => positionals.length === 0 || positionals.includes(name)),
    students:
      students === undefined
        ? undefined
        : wholeNumber({ option: '--students', text: students, least: 400, most: limits.maxStudents }),
    quick: values.quick,
    outFolder:
      values.out === undefined ? fileURLToPath(new URL('../results', import.meta.url)) : resolve(values.out),
    json: values.json,
  };
}
