import type { Cell } from './cell.ts';
import { cleanIdNumber, type CleanedNumber } from './clean-id-number.ts';
import { cleanStudentNumber } from './clean-student-number.ts';
import type { IdNumber } from './id-number.ts';
import type { StudentNumber } from './student-number.ts';

export type ReadNumber<Value> =
  | { readonly ok: true; readonly value: Value; readonly warnings: readonly string[] }
  | {
      readonly ok: false;
      readonly empty: boolean;
      readonly reason: string;
      /** By itself wrong and ends in 000: a sign that a spreadsheet has been at the file. */
      readonly endsInZeros: boolean;
    };

/** What only the reader of a whole file can tell. */
interface Suspicion {
  /** A number of this file that ends in 000 fails: a spreadsheet has been at it, and no such number can be trusted. */
  readonly zerosAreSuspect: boolean;
}

/** A cell's ID number, cleaned, under the rule of domain.md about numbers that end in 000. */
export function readIdNumber(cell: Cell, context: Suspicion): ReadNumber<IdNumber> {
  return underZeroRule(cleanIdNumber(cell), context);
}

/** The same for a student number. */
export function readStudentNumber(cell: Cell, context: Suspicion): ReadNumber<StudentNumber> {
  return underZeroRule(cleanStudentNumber(cell), context);
}

function underZeroRule<Value>(
  cleaned: CleanedNumber<Value>,
  { zerosAreSuspect }: Suspicion,
): ReadNumber<Value> {
  if (!cleaned.ok)
    return { ok: false, empty: cleaned.empty, reason: cleaned.reason, endsInZeros: cleaned.endsInZeros };
  if (!cleaned.endsInZeros) return { ok: true, value: cleaned.value, warnings: [] };
  if (zerosAreSuspect) {
    return {
      ok: false,
      empty: false,
      endsInZeros: false,
      reason: 'ends in 000, and others of this file that do are wrong: a spreadsheet has shortened them',
    };
  }
  return {
    ok: true,
    value: cleaned.value,
    warnings: ['ends in 000: check that no spreadsheet has shortened it'],
  };
}
