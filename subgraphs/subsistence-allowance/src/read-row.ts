import type { IdNumber } from '@hearthgate/schema';
import {
  type Note,
  type PersonEntry,
  readChoice,
  readIdNumber,
  type RowContext,
  type RowVerdict,
  type TableRow,
} from '@hearthgate/subgraph-kit/registers';
import { CATEGORY, HEAD, MEMBER, STATUS } from './columns.ts';

const categories = {
  城市低保: 'SUBSISTENCE_ALLOWANCE',
  农村低保: 'SUBSISTENCE_ALLOWANCE',
  低保边缘: 'SUBSISTENCE_MARGINAL',
  特困供养: 'DESTITUTE_SUPPORT',
  刚性支出困难: 'RIGID_EXPENDITURE_HARDSHIP',
  其他低收入: 'OTHER_LOW_INCOME',
} as const;

const statuses = { 在保: true, 停保: false } as const;

/** A household's entries: everybody in it counts alike, and a member's bad number costs that member alone. */
export function readRow(row: TableRow, context: RowContext): RowVerdict<readonly PersonEntry[]> {
  const head = readIdNumber(row.cell(HEAD), context);
  if (!head.ok) return { accepted: false, column: HEAD, reason: head.reason };

  const category = readChoice(row.cell(CATEGORY), categories);
  if (!category.ok) return { accepted: false, column: CATEGORY, reason: category.reason };

  const active = readChoice(row.cell(STATUS), statuses);
  if (!active.ok) return { accepted: false, column: STATUS, reason: active.reason };

  const warnings: Note[] = head.warnings.map((reason) => ({ column: HEAD, reason }));
  const persons: IdNumber[] = [head.value];
  for (const n of context.numbersOf(MEMBER)) {
    const column = MEMBER.replace('{n}', String(n));
    const member = readIdNumber(row.cell(MEMBER, n), context);
    if (member.ok) {
      persons.push(member.value);
      warnings.push(...member.warnings.map((reason) => ({ column, reason })));
    } else if (!member.empty) warnings.push({ column, reason: `member left out: ${member.reason}` });
  }
  const entry = active.value ? persons.map((idNumber) => ({ idNumber, category: category.value })) : [];
  return { accepted: true, entry, warnings };
}
