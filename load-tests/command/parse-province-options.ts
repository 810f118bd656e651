import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FULL_PROVINCE_STUDENTS, type Province } from '../province/people/province.ts';
import { MAX_PROVINCE_STUDENTS } from '../province/people/school-of.ts';
import { wholeNumber } from './whole-number.ts';

export interface ProvinceOptions {
  readonly province: Province;
  /** Rows of the rosters, growing. */
  readonly sizes: readonly number[];
  readonly loadAnew: boolean;
  readonly loadOnly: boolean;
  readonly quick: boolean;
  /** Absolute. */
  readonly outFolder: string;
  readonly json: boolean;
}

export const PROVINCE_HELP = `Screens the rosters of a whole province, checks every row of the results, and writes a report with plots.

  npm run load:province -- [options]

  --sizes LIST    rows of the rosters (default 10000,100000,1000000,2310000)
  --students N    of the province, by tens (default 2310000); its registers shrink and grow with it
  --seed N        another province of that size (default 1)
  --quick         10,000 and 50,000 rows of a province of 50,000: shows that everything works, its numbers mean little
  --load          makes and loads the province anew, although it is there
  --load-only     ends when it is loaded
  --out DIR       where to (default load-tests/results): province.md, province.json and plots
  --json          prints the results as JSON on standard output, too
  --help

A province is made and imported once, outside the repository (2.31 million students: a quarter of an hour, and 8 GB). A run
works on a copy of it, which needs as much again until it ends.

Exit codes: 0, every row was right; 1, it could not be measured; 2, bad usage; 99, a row or a count was wrong or incomplete.
`;

const quickSizes = [10_000, 50_000];
const fullSizes = [10_000, 100_000, 1_000_000, FULL_PROVINCE_STUDENTS];

/** The options of `npm run load:province`. */
export function parseProvinceOptions(args: readonly string[]): ProvinceOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sizes: { type: 'string' },
      students: { type: 'string' },
      seed: { type: 'string', default: '1' },
      quick: { type: 'boolean', default: false },
      load: { type: 'boolean', default: false },
      'load-only': { type: 'boolean', default: false },
      out: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const { quick } = values;
  const students = studentsOf(
    values.students ?? String(quick ? Math.max(...quickSizes) : FULL_PROVINCE_STUDENTS),
  );
  const sizes =
    values.sizes === undefined
      ? (quick ? quickSizes : fullSizes).filter((size) => size <= students)
      : values.sizes
          .split(',')
          .map((text) => wholeNumber({ option: '--sizes', text, least: 1, most: students }))
          .sort((a, b) => a - b);
  return {
    province: {
      students,
      seed: wholeNumber({ option: '--seed', text: values.seed, least: 0, most: 1_000_000 }),
    },
    sizes: sizes.length > 0 ? sizes : [students],
    loadAnew: values.load,
    loadOnly: values['load-only'],
    quick,
    outFolder:
      values.out === undefined ? fileURLToPath(new URL('../results', import.meta.url)) : resolve(values.out),
    json: values.json,
  };
}

function studentsOf(text: string): number {
  const students = wholeNumber({ option: '--students', text, least: 1_000, most: MAX_PROVINCE_STUDENTS });
  if (students % 10 > 0) throw new RangeError('--students: a multiple of 10');
  return students;
}
