import { type HouseholdRegister, idColumnNames } from '@hearthgate/subgraph-kit/registers';
import { CATEGORY, ID_NUMBER, RISK_REMOVED, SUPPORTED } from './columns.ts';
import { readRow } from './read-row.ts';

/** 脱贫户及防返贫监测对象: a row is a person. */
export const register: HouseholdRegister = {
  agency: 'poverty-registry',
  columns: [
    { name: ID_NUMBER, aliases: idColumnNames(), required: true },
    { name: CATEGORY, aliases: ['农户类型', '监测对象类型', '监测对象类别', '类型'], required: true },
    { name: RISK_REMOVED, aliases: ['风险消除情况', '是否消除风险', '是否已消除风险'], required: true },
    { name: SUPPORTED, aliases: ['享受帮扶政策', '是否享受政策'], required: true },
  ],
  numberColumns: [{ column: ID_NUMBER, holds: 'id-number' }],
  openReader: (context) => (row) => readRow(row, context),
};
