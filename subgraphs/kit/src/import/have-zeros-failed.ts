import { cleanIdNumber, cleanStudentNumber } from '@hearthgate/schema';
import type { Table } from '@hearthgate/table';
import type { AnyRegister } from './register-definition.ts';

/** Cheaper than cleaning nine cells in ten that cannot matter; takes a few too many, none too few. */
const MAY_END_IN_ZERO = /[0０][^0-9A-Za-z０-９]*$/;

/**
 * Whether any number of the file ends in 000 and fails: then a spreadsheet has been at the file (domain.md). Reads the
 * file once, up to the first such number.
 */
export async function haveZerosFailed(
  table: Table,
  { columns, numberColumns }: Pick<AnyRegister, 'columns' | 'numberColumns'>,
): Promise<boolean> {
  const places = numberColumns.flatMap(({ column, holds }) => {
    const clean = holds === 'id-number' ? cleanIdNumber : cleanStudentNumber;
    const repeated = columns.some((spec) => spec.name === column && spec.repeated === true);
    const numbers = repeated ? table.numbersOf(column) : [undefined];
    return numbers.map((n) => ({ column, n, clean }));
  });
  for await (const row of table.rows()) {
    for (const { column, n, clean } of places) {
      const cell = row.cell(column, n);
      if (!MAY_END_IN_ZERO.test(cell.text)) continue;
      const cleaned = clean(cell);
      if (!cleaned.ok && cleaned.endsInZeros) return true;
    }
  }
  return false;
}
