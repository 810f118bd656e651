import { type HouseholdRegister, idColumnNames } from '@hearthgate/subgraph-kit/registers';
import { ID_NUMBER, STATUS, VALID_UNTIL } from './columns.ts';
import { readRow } from './read-row.ts';

/** 持证残疾人: a row is a person with a certificate. */
export const register: HouseholdRegister = {
  agency: 'disability',
  columns: [
    { name: ID_NUMBER, aliases: idColumnNames(), required: true },
    { name: STATUS, aliases: ['证件状态', '持证状态', '残疾人证状态'], required: true },
    {
      name: VALID_UNTIL,
      aliases: ['有效期', '有效期止', '有效期截止', '有效期截止日期', '有效期限', '到期日期'],
      required: true,
    },
  ],
  numberColumns: [{ column: ID_NUMBER, holds: 'id-number' }],
  openReader: (context) => (row) => readRow(row, context),
};
