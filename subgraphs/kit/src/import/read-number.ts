import {
  type Cell,
  cleanIdNumber,
  type CleanedNumber,
  cleanStudentNumber,
  type IdNumber,
  type StudentNumber,
} from '@hearthgate/schema';
import type { RowContext } from './register-definition.ts';

export type ReadNumber<Value> =
  | { readonly ok: true; readonly value: Value; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly empty: boolean; readonly reason: string };

type Suspicion = Pick<RowContext, 'zerosAreSuspect'>;

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
  if (!cleaned.ok) return { ok: false, empty: cleaned.empty, reason: cleaned.reason };
  if (!cleaned.endsInZeros) return { ok: true, value: cleaned.value, warnings: [] };
  if (zerosAreSuspect) {
    return {
      ok: false,
      empty: false,
      reason: 'ends in 000, and others of this file that do are wrong: a spreadsheet has shortened them',
    };
  }
  return {
    ok: true,
    value: cleaned.value,
    warnings: ['ends in 000: check that no spreadsheet has shortened it'],
  };
}
