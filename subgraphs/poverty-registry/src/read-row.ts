import {
  type PersonEntry,
  readChoice,
  readIdNumber,
  type RowContext,
  type RowVerdict,
  type TableRow,
} from '@hearthgate/subgraph-kit/registers';
import { CATEGORY, ID_NUMBER, RISK_REMOVED, SUPPORTED } from './columns.ts';

const categories = {
  脱贫户: 'LIFTED_FROM_POVERTY',
  脱贫不稳定户: 'UNSTABLY_LIFTED',
  边缘易致贫户: 'POVERTY_PRONE',
  突发严重困难户: 'SUDDEN_HARDSHIP',
} as const;

const yesOrNo = { 是: true, 否: false } as const;

/**
 * A person's entry. A household lifted from poverty counts while it is still supported, a monitored one until its risk is
 * removed; the column that decides nothing for the row's 户类型 may hold anything.
 */
export function readRow(row: TableRow, context: RowContext): RowVerdict<readonly PersonEntry[]> {
  const idNumber = readIdNumber(row.cell(ID_NUMBER), context);
  if (!idNumber.ok) return { accepted: false, column: ID_NUMBER, reason: idNumber.reason };

  const category = readChoice(row.cell(CATEGORY), categories);
  if (!category.ok) return { accepted: false, column: CATEGORY, reason: category.reason };

  const lifted = category.value === 'LIFTED_FROM_POVERTY';
  const deciding = lifted ? SUPPORTED : RISK_REMOVED;
  const decision = readChoice(row.cell(deciding), yesOrNo);
  if (!decision.ok) return { accepted: false, column: deciding, reason: decision.reason };

  const active = lifted ? decision.value : !decision.value;
  return {
    accepted: true,
    entry: active ? [{ idNumber: idNumber.value, category: category.value }] : [],
    warnings: idNumber.warnings.map((reason) => ({ column: ID_NUMBER, reason })),
  };
}
