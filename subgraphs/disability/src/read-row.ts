import { cleanDate } from '@hearthgate/schema';
import {
  type PersonEntry,
  readChoice,
  readIdNumber,
  type RowContext,
  type RowVerdict,
  type TableRow,
} from '@hearthgate/subgraph-kit/registers';
import { ID_NUMBER, STATUS, VALID_UNTIL } from './columns.ts';

const statuses = { 有效: true, 注销: false } as const;

/**
 * A certificate, valid through the day of 有效期至 and on the register's as-of date. The number of the certificate is not
 * read: nothing may repair the ID number by it.
 */
export function readRow(row: TableRow, context: RowContext): RowVerdict<readonly PersonEntry[]> {
  const idNumber = readIdNumber(row.cell(ID_NUMBER), context);
  if (!idNumber.ok) return { accepted: false, column: ID_NUMBER, reason: idNumber.reason };

  const certified = readChoice(row.cell(STATUS), statuses);
  if (!certified.ok) return { accepted: false, column: STATUS, reason: certified.reason };

  const validUntil = cleanDate(row.cell(VALID_UNTIL));
  if (!validUntil.ok) return { accepted: false, column: VALID_UNTIL, reason: validUntil.reason };

  const active = certified.value && (validUntil.value === null || validUntil.value >= context.asOf);
  return {
    accepted: true,
    entry: active ? [{ idNumber: idNumber.value, category: 'CERTIFIED' }] : [],
    warnings: idNumber.warnings.map((reason) => ({ column: ID_NUMBER, reason })),
  };
}
