import type { Cell } from '@hearthgate/schema';
import { withCheck } from './id-numbers.ts';
import type { Quirk } from './quirks.ts';
import type { Random } from './random.ts';

/** A cell that holds a number, and whether a reader who may repair but not guess can get the number out of it. */
export interface NumberCell extends Cell {
  readonly usable: boolean;
}

/** The file that a number is written to, as far as the number's fate depends on it. */
export interface NumberFile {
  readonly quirks: ReadonlySet<Quirk>;
  /** Whether a cell can be numeric. */
  readonly xlsx: boolean;
  /** A spreadsheet has been at the file: it holds a number ending in 000 that fails, so all of them are lost. */
  readonly zerosFailed: boolean;
}

const DRESSED = 0.08;

/** A number that can be read from the cell, whatever it is dressed in. Only an ID number with 19.. is written short. */
export function numberCell(number: string, file: NumberFile, random: Random): NumberCell {
  const usable = !(file.zerosFailed && number.endsWith('000'));
  const plain = { text: number, kind: 'text', usable } as const;
  if (!random.chance(DRESSED)) return plain;
  const dresses = DRESSES.filter(([quirk]) => file.quirks.has(quirk));
  if (dresses.length === 0) return plain;
  const [quirk, dress] = dresses[random.below(dresses.length)] ?? ['spaces', () => undefined];
  const text = dress(number, random);
  if (text === undefined) return plain;
  if (quirk !== 'fifteen-digits') return { ...plain, text };
  // 15 digits fit into a numeric cell, and no zero of theirs was put there by a spreadsheet.
  const numeric = file.xlsx && file.quirks.has('numeric-cells') && random.chance(0.5);
  return { text, kind: numeric ? 'number' : 'text', usable: true };
}

type Dress = (number: string, random: Random) => string | undefined;

const DRESSES: readonly (readonly [Quirk, Dress])[] = [
  ['full-width', (number) => number.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))],
  ['apostrophes', (number) => `'${number}`],
  ['spaces', (number, random) => spaced(number, random)],
  ['lower-case-x', (number) => (/X$/.test(number) ? number.toLowerCase() : undefined)],
  ['g-prefix', (number) => (isIdNumber(number) ? `G${number}` : undefined)],
  [
    'fifteen-digits',
    (number) => (/^\d{6}19/.test(number) ? number.slice(0, 6) + number.slice(8, 17) : undefined),
  ],
];

const isIdNumber = (number: string): boolean => /^\d/.test(number);

function spaced(number: string, random: Random): string {
  switch (random.below(4)) {
    case 0:
      return ` ${number} `;
    case 1:
      return `\u3000${number}`;
    case 2:
      return `${number}\t`;
    default:
      return [number.slice(0, -12), number.slice(-12, -8), number.slice(-8, -4), number.slice(-4)].join(' ');
  }
}

/**
 * A cell from which nobody can get the number: a wrong check digit, an impossible date, lost digits, a word or nothing.
 * Never one that ends in 000, except where the file is meant to hold one: that would spoil others.
 */
export function brokenCell(number: string, file: NumberFile, random: Random): NumberCell {
  const text = (broken: string): NumberCell => ({ text: broken, kind: 'text', usable: false });
  if (file.zerosFailed && random.chance(0.3)) return destroyedCell(number, file);
  const prefix = isIdNumber(number) ? '' : number.slice(0, 1);
  const bare = number.slice(prefix.length);
  switch (random.below(6)) {
    case 0:
      return text(prefix + bare.slice(0, 17) + (bare.endsWith('1') ? '2' : '1'));
    case 1:
      return text(`${prefix}${bare.slice(0, 10)}1332${bare.slice(14, 17)}${bare.endsWith('1') ? '2' : '1'}`);
    case 2:
      return text(prefix + bare.slice(0, 16));
    case 3:
      return text(`${bare.slice(0, 1)}.${bare.slice(1, 6)}E+17`);
    case 4:
      return text(random.pick(['无', '不详', '待补']));
    default:
      return text('');
  }
}

/**
 * What a spreadsheet makes of an 18-digit number: 15 digits and 000, as a number or, saved again, as text. One in eleven
 * of these would be a number by chance; those are moved on, so that a file that holds one is known to be spoilt.
 */
export function destroyedCell(number: string, file: NumberFile): NumberCell {
  const numeric = file.xlsx && file.quirks.has('numeric-cells');
  const start = `${number.slice(0, 15)}00`;
  const byChance = withCheck(start).endsWith('0');
  const moved = `${number.slice(0, 14)}${String((Number(number.charAt(14)) + 1) % 10)}00`;
  return { text: `${byChance ? moved : start}0`, kind: numeric ? 'number' : 'text', usable: false };
}
