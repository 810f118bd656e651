import {
  type PersonEntry,
  readChoice,
  readIdNumber,
  type RowContext,
  type RowVerdict,
  type TableRow,
} from '@hearthgate/subgraph-kit/registers';
import { CATEGORY, ID_NUMBER, STATUS } from './columns.ts';

const categories = { 孤儿: 'ORPHAN', 事实无人抚养儿童: 'DE_FACTO_UNATTENDED' } as const;
const statuses = { 在册: true, 退出: false } as const;

/** A child's entry; one who has left the register (退出) is accepted and gives none. */
export function readRow(row: TableRow, context: RowContext): RowVerdict<readonly PersonEntry[]> {
  const idNumber = readIdNumber(row.cell(ID_NUMBER), context);
  if (!idNumber.ok) return { accepted: false, column: ID_NUMBER, reason: idNumber.reason };

  const category = readChoice(row.cell(CATEGORY), categories);
  if (!category.ok) return { accepted: false, column: CATEGORY, reason: category.reason };

  const active = readChoice(row.cell(STATUS), statuses);
  if (!active.ok) return { accepted: false, column: STATUS, reason: active.reason };

  return {
    accepted: true,
    entry: active.value ? [{ idNumber: idNumber.value, category: category.value }] : [],
    warnings: idNumber.warnings.map((reason) => ({ column: ID_NUMBER, reason })),
  };
}
