import { householdsOf, makeHousehold } from '../people/make-household.ts';
import type { Province } from '../people/province.ts';
import { Random } from '../people/random.ts';
import { Strangers } from '../people/strangers.ts';
import { type ExpectedStatus, expectedStatus } from '../truth/expected-status.ts';

export interface RosterRow {
  /** The cell, as the school wrote it. */
  readonly written: string;
  /** As the results must print it: cleaned where it is a number, as written otherwise. */
  readonly printed: string;
  readonly outcome: 'ANSWERED' | 'NOT_ON_ROLL' | 'INVALID_NUMBER';
  /** Where `ANSWERED`. */
  readonly status: ExpectedStatus | undefined;
}

/** Rows that stand in the place of the student whose turn it is; all others are plain. */
const oddities = { stranger: 0.002, invalid: 0.003, repeated: 0.005, dressed: 0.008 } as const;

/** How many rows back a repeated one may reach. */
export const remembered = 64;

/**
 * The roster of the first students of a province, in the order of their schools, a row each, with what the results must
 * say about it. A row in 125 is not as it should be: nobody's number, none at all, somebody's for a second time, or a good
 * one in full-width digits, with blanks or in lower case. Rows of a shorter roster are the first ones of a longer one.
 */
export function* rosterRows(province: Province, size: number): Generator<RosterRow> {
  if (size > province.students)
    throw new RangeError('a roster cannot be longer than the roll of its province');
  const strangers = new Strangers(province);
  const earlier: RosterRow[] = [];
  let row = 0;
  for (let place = 0; place < householdsOf(province); place += 1) {
    const household = makeHousehold(place, province);
    for (const student of household.students) {
      if (row === size) return;
      const status = expectedStatus(student, household);
      const number = student.studentNumber;
      const plain: RosterRow = {
        written: number,
        printed: number,
        outcome: status === undefined ? 'NOT_ON_ROLL' : 'ANSWERED',
        status,
      };
      yield oddRow({ plain, random: new Random(province.seed + 97, row), row, earlier, strangers });
      earlier[row % remembered] = plain;
      row += 1;
    }
  }
}

interface OddRowOptions {
  readonly plain: RosterRow;
  readonly random: Random;
  readonly row: number;
  readonly earlier: readonly RosterRow[];
  readonly strangers: Strangers;
}

function oddRow({ plain, random, row, earlier, strangers }: OddRowOptions): RosterRow {
  const kind = random.fraction();
  if (kind < oddities.stranger) {
    const number = strangers.studentNumber(row);
    return { written: number, printed: number, outcome: 'NOT_ON_ROLL', status: undefined };
  }
  if (kind < oddities.invalid) {
    const written = broken(plain.written, random);
    return { written, printed: written, outcome: 'INVALID_NUMBER', status: undefined };
  }
  if (kind < oddities.repeated) return earlier[random.below(earlier.length)] ?? plain;
  if (kind < oddities.dressed) return { ...plain, written: dressed(plain.written, random) };
  return plain;
}

/** Beyond repair: cut short, lost to a spreadsheet, or with another check digit, which J and L numbers do not have. */
function broken(number: string, random: Random): string {
  const short = number.slice(0, 14);
  const mistyped = `${number.slice(0, -1)}${number.endsWith('7') ? '5' : '7'}`;
  return random.pick([short, '3.41602E+17', number.startsWith('G') ? mistyped : short]);
}

function dressed(number: string, random: Random): string {
  return random.pick([
    number.toLowerCase(),
    `${number.slice(0, 7)} ${number.slice(7)}`,
    number.replaceAll(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  ]);
}
