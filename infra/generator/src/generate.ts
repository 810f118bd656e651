#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { type CountyOptions, PROVINCE_STRANGERS, type StrangersPerStudent } from './county-options.ts';
import { generateCounty } from './generate-county.ts';
import { parseQuirks, QUIRKS } from './quirks.ts';

const HELP = `Writes a made-up county as its offices would send it, and what every student must come out as.

  npm run generate -w infra/generator -- --out DIR [options]

  --out DIR             where to, best as an absolute path (npm runs this in infra/generator); created when missing
  --students N          default 1200
  --schools N           default: a thousand students each, at least four
  --seed S              a whole number; equal seeds make equal files; default 1
  --as-of DATE          of all registers; default 2026-11-01
  --quirks LIST         none, all, or names separated by commas; default all
  --registers-size LIST rows of people who are nobody's family, for each student, by register
                        (poverty=0.4,subsistence=0.28,disability=0.2,orphans=0.005)
  --expected FORMAT     json (as the demo county's) or ndjson (for millions); default json
  --help

Quirks: ${QUIRKS.join(' ')}
`;

/** The command line's options. Throws a RangeError, or parseArgs' TypeError, that names the one at fault. */
export function parseGenerateOptions(args: readonly string[]): CountyOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      out: { type: 'string' },
      students: { type: 'string', default: '1200' },
      schools: { type: 'string' },
      seed: { type: 'string', default: '1' },
      'as-of': { type: 'string', default: '2026-11-01' },
      quirks: { type: 'string', default: 'all' },
      'registers-size': { type: 'string', default: '' },
      expected: { type: 'string', default: 'json' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  if (values.out === undefined) throw new RangeError('--out DIR is missing');
  if (values.expected !== 'json' && values.expected !== 'ndjson')
    throw new RangeError('--expected: json or ndjson');
  return {
    outDir: values.out,
    students: wholeNumber('--students', values.students),
    ...(values.schools === undefined ? {} : { schools: wholeNumber('--schools', values.schools) }),
    seed: wholeNumber('--seed', values.seed),
    asOf: values['as-of'],
    quirks: parseQuirks(values.quirks),
    strangersPerStudent: parseSizes(values['registers-size']),
    expected: values.expected,
  };
}

function wholeNumber(option: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new RangeError(`${option}: a whole number`);
  return Number(text);
}

function parseSizes(text: string): Partial<StrangersPerStudent> {
  const entries = text
    .split(',')
    .filter((part) => part !== '')
    .map((part): [string, number] => {
      const [register = '', factor = ''] = part.split('=');
      if (!(register in PROVINCE_STRANGERS))
        throw new RangeError(`--registers-size: no register ${register}`);
      if (!/^\d+(\.\d+)?$/.test(factor)) throw new RangeError(`--registers-size: ${register} needs a number`);
      return [register, Number(factor)];
    });
  return Object.fromEntries(entries);
}

async function main(): Promise<number> {
  try {
    const options = parseGenerateOptions(process.argv.slice(2));
    if (options === 'help') {
      process.stdout.write(HELP);
      return 0;
    }
    const startedAt = performance.now();
    const manifest = await generateCounty(options);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
    process.stdout.write(
      `${JSON.stringify(manifest.rows)}\n${String(manifest.students)} students in ${options.outDir}: ${seconds} s, at most ${String(megabytes)} MB\n`,
    );
    return 0;
  } catch (error) {
    process.stderr.write(`generate: ${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof RangeError || error instanceof TypeError ? 2 : 1;
  }
}

if (import.meta.main) process.exitCode = await main();
