import type { Cell } from './cell.ts';
import { undressed } from './undressed.ts';

declare const brand: unique symbol;

/** 学校标识码, or a university's code. */
export type SchoolCode = string & { readonly [brand]: 'SchoolCode' };

const SHAPE = /^(\d{10}|0\d{5})$/;

/**
 * Guarantees 10 digits (2 type, 2 province, 6 sequence), or `0` and 5 digits for a university. Does not check the type:
 * new ones appear, and the directory of schools says what exists.
 */
export function parseSchoolCode(text: string): SchoolCode | undefined {
  return SHAPE.test(text) ? (text as SchoolCode) : undefined;
}

/** The same from a file's cell: blanks, apostrophe and full-width digits off. A numeric cell is as good as text. */
export function cleanSchoolCode(cell: Cell): SchoolCode | undefined {
  return cell.kind === 'date' ? undefined : parseSchoolCode(undressed(cell.text));
}
