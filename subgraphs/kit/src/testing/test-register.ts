import { idColumnNames } from '../import/id-column-names.ts';
import { readChoice } from '../import/read-choice.ts';
import { readIdNumber } from '@hearthgate/schema';
import type { HouseholdRegister } from '../import/register-definition.ts';

/** The least that a register can be: persons, active or not. For rules that hold for every agency. */
export const testRegister: HouseholdRegister = {
  agency: 'orphans',
  columns: [
    { name: '身份证号', aliases: idColumnNames(), required: true },
    { name: '状态', aliases: [], required: true },
  ],
  numberColumns: [{ column: '身份证号', holds: 'id-number' }],
  openReader: (context) => (row) => {
    const idNumber = readIdNumber(row.cell('身份证号'), context);
    if (!idNumber.ok) return { accepted: false, column: '身份证号', reason: idNumber.reason };
    const active = readChoice(row.cell('状态'), { 在册: true, 退出: false });
    if (!active.ok) return { accepted: false, column: '状态', reason: active.reason };
    return {
      accepted: true,
      entry: active.value ? [{ idNumber: idNumber.value, category: 'ORPHAN' }] : [],
      warnings: idNumber.warnings.map((reason) => ({ column: '身份证号', reason })),
    };
  },
};
