import type { Cell } from './cell.ts';
import { checkCharacter, idNumberFault } from './id-number.ts';
import type { IdNumber } from './id-number.ts';
import { undressed } from './undressed.ts';

/**
 * `endsInZeros`: 18 characters that end in `000`, as a spreadsheet leaves them. One such number that fails means that a
 * spreadsheet has been at the file, and all of them go (domain.md): only the reader of the whole file can tell.
 */
export type CleanedNumber<Value> =
  | { readonly ok: true; readonly value: Value; readonly endsInZeros: boolean }
  | { readonly ok: false; readonly empty: boolean; readonly reason: string; readonly endsInZeros: boolean };

export type CleanedId = CleanedNumber<IdNumber>;

const SCIENTIFIC = /^\d+(\.\d*)?E[+-]?\d+$/;
const ENDS_IN_ZEROS = /^\d{15}000$/;

/**
 * Guarantees a valid ID number that is the one in the cell, or a reason that does not repeat it. Takes off blanks, an
 * apostrophe, full-width forms and a `G` in front; takes a lower-case `x`; brings 15 digits to 18.
 * Never recomputes a check digit, never takes digits from a numeric cell that cannot hold them all (more than 15).
 * Source: domain.md, "Numbers that identify"; GB 11643.
 */
export function cleanIdNumber(cell: Cell): CleanedId {
  const bare = undressed(cell.text);
  const number = bare.startsWith('G') ? bare.slice(1) : bare;
  const endsInZeros = ENDS_IN_ZEROS.test(number);
  const refused = (reason: string): CleanedId => ({ ok: false, empty: false, reason, endsInZeros });

  if (bare === '') return { ok: false, empty: true, reason: 'empty', endsInZeros };
  if (cell.kind === 'date') return refused('a date, not an ID number');
  if (SCIENTIFIC.test(number)) return refused('destroyed by a spreadsheet (scientific notation)');
  if (cell.kind === 'number' && /^\d{16,}$/.test(number)) {
    return refused(`${String(number.length)}-digit number in a numeric cell: digits are lost`);
  }
  const full = /^\d{15}$/.test(number) ? fromFifteenDigits(number) : number;
  const fault = idNumberFault(full);
  return fault === undefined ? { ok: true, value: full as IdNumber, endsInZeros } : refused(fault);
}

/** The numbers issued before 1999: two digits of the year, no check digit. */
function fromFifteenDigits(old: string): string {
  const first17 = `${old.slice(0, 6)}19${old.slice(6)}`;
  return first17 + checkCharacter(first17);
}
