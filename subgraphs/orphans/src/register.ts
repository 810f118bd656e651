import { type HouseholdRegister, idColumnNames } from '@hearthgate/subgraph-kit/registers';
import { CATEGORY, ID_NUMBER, STATUS } from './columns.ts';
import { readRow } from './read-row.ts';

/** 孤儿及事实无人抚养儿童: a row is a child. */
export const register: HouseholdRegister = {
  agency: 'orphans',
  columns: [
    { name: ID_NUMBER, aliases: idColumnNames(), required: true },
    { name: CATEGORY, aliases: ['儿童类型', '儿童类别', '保障类型', '类别'], required: true },
    { name: STATUS, aliases: ['在册状态', '保障状态'], required: true },
  ],
  numberColumns: [{ column: ID_NUMBER, holds: 'id-number' }],
  openReader: (context) => (row) => readRow(row, context),
};
