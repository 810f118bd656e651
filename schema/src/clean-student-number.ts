import type { Cell } from './cell.ts';
import { cleanIdNumber } from './clean-id-number.ts';
import type { CleanedNumber } from './clean-id-number.ts';
import { parseStudentNumber, studentNumberFault } from './student-number.ts';
import type { StudentNumber } from './student-number.ts';
import { undressed } from './undressed.ts';

export type CleanedStudentNumber = CleanedNumber<StudentNumber>;

/**
 * Guarantees a valid student number that is the one in the cell, or a reason that does not repeat it: cleaned as an ID
 * number is, the leading letter stays, `G` and an old 15-digit number become `G` and 18.
 * Does not add a missing `G`: an ID number in this column may be anybody's. `endsInZeros` is about `G` numbers alone,
 * the others have no check digit that could fail. Source: domain.md, "Numbers that identify".
 */
export function cleanStudentNumber(cell: Cell): CleanedStudentNumber {
  // Nearly all numbers of nearly all files are as they should be, and cleaning costs ten times as much as looking.
  const canonical =
    cell.kind === 'text' && !cell.text.endsWith('000') ? parseStudentNumber(cell.text) : undefined;
  if (canonical !== undefined) return { ok: true, value: canonical, endsInZeros: false };
  const bare = undressed(cell.text);
  const refused = (reason: string, endsInZeros = false): CleanedStudentNumber => ({
    ok: false,
    empty: false,
    reason,
    endsInZeros,
  });

  if (bare === '') return { ok: false, empty: true, reason: 'empty', endsInZeros: false };
  if (cell.kind !== 'text') return refused(`a ${cell.kind} cell, not a student number`);
  if (/^G\d/.test(bare)) {
    const id = cleanIdNumber({ text: bare, kind: 'text' });
    if (!id.ok) return refused(id.reason, id.endsInZeros);
    return { ok: true, value: `G${id.value}` as StudentNumber, endsInZeros: id.endsInZeros };
  }
  if (/^\d+(\.\d*)?E[+-]?\d+$/.test(bare)) return refused('destroyed by a spreadsheet (scientific notation)');
  const fault = studentNumberFault(bare);
  return fault === undefined
    ? { ok: true, value: bare as StudentNumber, endsInZeros: false }
    : refused(fault);
}
